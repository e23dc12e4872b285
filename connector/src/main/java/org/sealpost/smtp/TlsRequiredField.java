package org.sealpost.smtp;

import java.util.List;

/** What the {@code TLS-Required} header field of a message says (RFC 8689 §3). */
public enum TlsRequiredField {
  /** There is none. */
  ABSENT,
  /** Exactly one, with the value {@code No}: protection is less important than delivery. */
  NO,
  /** Several, or another value: says nothing, and the operator is shown so. */
  MALFORMED;

  /** The field's name. */
  public static final String NAME = "TLS-Required";

  /** Reads it from the header section. */
  public static TlsRequiredField of(HeaderSection header) {
    List<String> values = header.values(NAME);
    if (values.isEmpty()) {
      return ABSENT;
    }
    // RFC 8689 §3: at most one field; the value is case-insensitive, FWS around it is stripped.
    return values.size() == 1 && values.get(0).equalsIgnoreCase("No") ? NO : MALFORMED;
  }

  /**
   * The requirement of a message that comes in.
   *
   * @param requireTlsParameter whether MAIL had REQUIRETLS; it beats the field (RFC 8689 §4.1)
   */
  public TlsRequirement requirement(boolean requireTlsParameter) {
    if (requireTlsParameter) {
      return TlsRequirement.REQUIRED;
    }
    return this == NO ? TlsRequirement.OPTIONAL : TlsRequirement.DEFAULT;
  }
}
