@NullMarked
package org.sealpost.broker;

import org.jspecify.annotations.NullMarked;
