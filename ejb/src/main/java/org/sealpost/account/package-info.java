/** To be described by what comes here. */
@NullMarked
package org.sealpost.account;

import org.jspecify.annotations.NullMarked;
