/** Tests of the re-encoding of mail data. */
@NullMarked
package org.sealpost.client.mime;

import org.jspecify.annotations.NullMarked;
