@NullMarked
package org.sealpost.event;

import org.jspecify.annotations.NullMarked;
