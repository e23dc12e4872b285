/** Tests of HTTP. */
@NullMarked
package org.sealpost.http;

import org.jspecify.annotations.NullMarked;
