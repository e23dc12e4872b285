/**
 * The REST interface, {@code /api/v1}: the same operations as the console, through the same beans,
 * which decide what a caller may do. Programs come in with a token (RFC 6750). Errors are problem
 * details (RFC 9457); a write may carry an idempotency key, and is then carried out once.
 *
 * <p>In: requests with a token. Out: JSON, or a message as it is. Anything that fails ends in
 * {@link org.sealpost.web.rest.ProblemMapper}.
 */
@NullMarked
package org.sealpost.web.rest;

import org.jspecify.annotations.NullMarked;
