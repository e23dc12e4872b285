/** To be described by what comes here. */
@NullMarked
package org.sealpost.lifecycle;

import org.jspecify.annotations.NullMarked;
