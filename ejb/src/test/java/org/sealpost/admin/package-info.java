/** Tests of the operators' commands and their audit log. */
@NullMarked
package org.sealpost.admin;

import org.jspecify.annotations.NullMarked;
