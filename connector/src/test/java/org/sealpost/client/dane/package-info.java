/** Tests of DANE, with certificates made on the spot. */
@NullMarked
package org.sealpost.client.dane;

import org.jspecify.annotations.NullMarked;
