/** To be described by what comes here. */
@NullMarked
package org.sealpost.dns;

import org.jspecify.annotations.NullMarked;
