/** Tests of what was seen of recipient domains. */
@NullMarked
package org.sealpost.history;

import org.jspecify.annotations.NullMarked;
