/** Tests of the package of the same name. */
@NullMarked
package org.sealpost.lifecycle;

import org.jspecify.annotations.NullMarked;
