/**
 * Mail data for servers that take less than the message has: 8-bit and binary parts re-encoded as
 * quoted-printable or base64, so that every octet is ASCII (RFC 6152 §3, RFC 3030 §3, RFC 2045 §6).
 *
 * <p>In: the mail data of a message as a stream. Out: what there is beyond ASCII in it, and, where
 * that can be done without breaking a signature, the same message in 7-bit form. Only what has to
 * change is changed: a part that is ASCII already stays as it is, octet for octet.
 *
 * <p>Nothing is held in memory but one header section and one line. The message is read once to
 * find out, once to count the octets of the result, and once for each server it goes to.
 *
 * <p>Failure: a message that is not MIME, is signed, or whose structure cannot be made out is never
 * touched; {@link org.sealpost.client.mime.MailForm#canBeSevenBit} says so.
 */
@NullMarked
package org.sealpost.client.mime;

import org.jspecify.annotations.NullMarked;
