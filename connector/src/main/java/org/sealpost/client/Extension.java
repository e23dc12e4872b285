package org.sealpost.client;

import java.util.Optional;

/** The service extensions the client makes use of, by their EHLO keyword (RFC 5321 §4.1.1.1). */
public enum Extension {
  /** RFC 2920. */
  PIPELINING("PIPELINING"),
  /** RFC 1870. */
  SIZE("SIZE"),
  /** RFC 6152. */
  EIGHT_BIT_MIME("8BITMIME"),
  /** RFC 3030 §2. */
  CHUNKING("CHUNKING"),
  /** RFC 3030 §3. */
  BINARYMIME("BINARYMIME"),
  /** RFC 6531. */
  SMTPUTF8("SMTPUTF8"),
  /** RFC 2034. */
  ENHANCED_STATUS_CODES("ENHANCEDSTATUSCODES"),
  /** RFC 3461. */
  DSN("DSN"),
  /** RFC 9422. */
  LIMITS("LIMITS"),
  /** RFC 4954. */
  AUTH("AUTH"),
  /** RFC 3207. */
  STARTTLS("STARTTLS"),
  /** RFC 6710. */
  MT_PRIORITY("MT-PRIORITY"),
  /** RFC 8689. */
  REQUIRETLS("REQUIRETLS");

  private final String keyword;

  Extension(String keyword) {
    this.keyword = keyword;
  }

  /** The extension of an EHLO keyword in any case; empty for one the client has no use for. */
  static Optional<Extension> ofKeyword(String text) {
    for (Extension extension : values()) {
      if (extension.keyword.equalsIgnoreCase(text)) {
        return Optional.of(extension);
      }
    }
    return Optional.empty();
  }
}
