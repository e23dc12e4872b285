package org.sealpost.client.mime;

/** Encodes one body for transfer (RFC 2045 §6). */
interface BodyEncoder {
  /** The next octets, without the CRLF of canonical lines. */
  void octets(byte[] octets, int length);

  /** A CRLF. */
  void lineBreak();

  /** The end of the body. */
  void end();
}
