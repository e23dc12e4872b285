package org.sealpost.smtp;

/**
 * One field of a header section (RFC 5322 §2.2).
 *
 * @param name as written
 * @param value unfolded (RFC 5322 §2.2.3), without surrounding white space; octets beyond ASCII
 *     read as UTF-8 (RFC 6532), where they are not that as replacement characters
 */
public record HeaderField(String name, String value) {
  /** Field names are compared without regard to case (RFC 5322 §1.2.2). */
  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }
}
