/** To be described by what comes here. */
@NullMarked
package org.sealpost.queue;

import org.jspecify.annotations.NullMarked;
