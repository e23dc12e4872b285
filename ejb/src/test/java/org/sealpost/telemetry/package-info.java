@NullMarked
package org.sealpost.telemetry;

import org.jspecify.annotations.NullMarked;
