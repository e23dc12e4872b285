/** Tests of the package of the same name. */
@NullMarked
package org.sealpost.intake;

import org.jspecify.annotations.NullMarked;
