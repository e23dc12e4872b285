/** Tests of this stage and the fakes they use. */
@NullMarked
package org.sealpost.delivery;

import org.jspecify.annotations.NullMarked;
