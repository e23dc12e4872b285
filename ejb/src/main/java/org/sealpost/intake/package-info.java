/** To be described by what comes here. */
@NullMarked
package org.sealpost.intake;

import org.jspecify.annotations.NullMarked;
