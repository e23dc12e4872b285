/** To be described by what comes here. */
@NullMarked
package org.sealpost.mailbox;

import org.jspecify.annotations.NullMarked;
