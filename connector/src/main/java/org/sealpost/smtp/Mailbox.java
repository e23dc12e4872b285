package org.sealpost.smtp;

import java.util.Optional;

/**
 * A mailbox, {@code Local-part "@" ( Domain / address-literal )} (RFC 5321 §4.1.2, RFC 6531 §3.3).
 *
 * @param localPart the meaning of the local-part: without quotes and backslashes, case kept
 * @param domain where it is
 */
public record Mailbox(String localPart, Domain domain) {
  // RFC 5321 §4.5.3.1.1 says 64; Choice: 128, because longer ones are in use (bounce addresses).
  private static final int MAX_LOCAL_PART_OCTETS = 128;

  /**
   * Reads a mailbox as it stands between angle brackets, without a source route. Whether non-ASCII
   * characters are allowed (SMTPUTF8) is the caller's to ask with {@link #needsSmtpUtf8}.
   */
  public static Optional<Mailbox> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at <= 0 || hasControl(text)) {
      return Optional.empty();
    }
    Optional<String> localPart = LocalPart.parse(text.substring(0, at));
    if (localPart.isEmpty() || Octets.inUtf8(localPart.get()) > MAX_LOCAL_PART_OCTETS) {
      return Optional.empty();
    }
    return Domain.parse(text.substring(at + 1)).map(domain -> new Mailbox(localPart.get(), domain));
  }

  /**
   * A mailbox that is known to be well-formed: from our own schema, from a setting already checked.
   *
   * @throws IllegalArgumentException where it is not
   */
  public static Mailbox of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a mailbox: " + text));
  }

  /** Whether a path with this mailbox needs SMTPUTF8 (RFC 6531): a non-ASCII local-part. */
  public boolean needsSmtpUtf8() {
    return localPart.chars().anyMatch(c -> c > 0x7e);
  }

  private static boolean hasControl(String text) {
    // The C1 controls too: UTF8-non-ascii would allow them, but nobody writes an address with them.
    return text.chars().anyMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0));
  }

  /** The form on the wire: the local-part quoted where it has to be, the domain in A-labels. */
  @Override
  public String toString() {
    return LocalPart.quoted(localPart) + "@" + domain;
  }
}
