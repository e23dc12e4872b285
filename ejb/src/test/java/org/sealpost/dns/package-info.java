/** Tests of this stage and the fakes they use. */
@NullMarked
package org.sealpost.dns;

import org.jspecify.annotations.NullMarked;
