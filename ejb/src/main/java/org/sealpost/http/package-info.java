/**
 * As much of HTTP/1.1 (RFC 9112) as one request on one connection needs, read with a bound on every
 * part; the client of the Java runtime looks names up past our resolver and follows its own rules
 * of trust.
 */
@NullMarked
package org.sealpost.http;

import org.jspecify.annotations.NullMarked;
