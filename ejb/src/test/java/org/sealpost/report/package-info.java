/** Tests of this stage and the fakes they use. */
@NullMarked
package org.sealpost.report;

import org.jspecify.annotations.NullMarked;
