package org.sealpost.dns;

import java.util.List;

/** The TXT records of a name. */
public sealed interface TextAnswer {
  /** How far it can be trusted; BOGUS answers are {@link NotFoundOut}. */
  SecurityStatus security();

  /**
   * These.
   *
   * @param texts one for each record, at least one: its strings put together without a space (RFC
   *     7208 §3.3, RFC 8461 §3.1), each octet one character of ISO 8859-1
   */
  record Texts(SecurityStatus security, List<String> texts) implements TextAnswer {
    /** Copies the list. */
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /** The name exists and has none, or does not exist. */
  record None(SecurityStatus security) implements TextAnswer {}

  /**
   * No answer that could be used came; asking later may help.
   *
   * @param security BOGUS where an answer failed validation, else INDETERMINATE
   * @param detail for logs: one line
   */
  record NotFoundOut(SecurityStatus security, String detail) implements TextAnswer {}
}
