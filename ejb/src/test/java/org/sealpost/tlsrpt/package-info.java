/** Tests of reports about TLS. */
@NullMarked
package org.sealpost.tlsrpt;

import org.jspecify.annotations.NullMarked;
