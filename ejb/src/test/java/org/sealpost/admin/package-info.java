/** Tests of the package of the same name. */
@NullMarked
package org.sealpost.admin;

import org.jspecify.annotations.NullMarked;
