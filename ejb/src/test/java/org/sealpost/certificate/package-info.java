/** Tests of where the listeners' certificate comes from. */
@NullMarked
package org.sealpost.certificate;

import org.jspecify.annotations.NullMarked;
