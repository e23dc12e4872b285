/** To be described by what comes here. */
@NullMarked
package org.sealpost.policy;

import org.jspecify.annotations.NullMarked;
