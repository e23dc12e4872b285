/**
 * The values and the grammar of SMTP (RFC 5321): addresses, commands, replies, status codes.
 *
 * <p>Nothing here does I/O or knows of Jakarta EE. Everything is immutable. Text that comes from a
 * peer is parsed into these types at the border and is data from then on; parsing never throws for
 * bad input, it returns an empty {@code Optional}.
 */
@NullMarked
package org.sealpost.smtp;

import org.jspecify.annotations.NullMarked;
