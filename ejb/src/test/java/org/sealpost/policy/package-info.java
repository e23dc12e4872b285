/** Tests of this stage and the fakes they use. */
@NullMarked
package org.sealpost.policy;

import org.jspecify.annotations.NullMarked;
