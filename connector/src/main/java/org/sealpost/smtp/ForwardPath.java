package org.sealpost.smtp;

import java.util.Optional;

/** Where one copy of a message goes (RFC 5321 §4.1.1.3). */
public record ForwardPath(Mailbox mailbox) {
  /**
   * Reads the text between the angle brackets; a source route is ignored (RFC 5321 §4.1.1.3).
   *
   * @param postmasterDomain the domain that {@code <Postmaster>} without one belongs to (§4.5.1)
   */
  public static Optional<ForwardPath> parse(String text, Domain postmasterDomain) {
    if (text.equalsIgnoreCase("postmaster")) {
      return Optional.of(new ForwardPath(new Mailbox(text, postmasterDomain)));
    }
    return mailboxAfterSourceRoute(text).map(ForwardPath::new);
  }

  static Optional<Mailbox> mailboxAfterSourceRoute(String text) {
    if (text.startsWith("@")) {
      int colon = text.indexOf(':');
      return colon < 0 ? Optional.empty() : Mailbox.parse(text.substring(colon + 1));
    }
    return Mailbox.parse(text);
  }

  /** The next-hop domain as long as no route says otherwise. */
  public Domain domain() {
    return mailbox.domain();
  }

  /** The text between the angle brackets. */
  public String text() {
    return mailbox.toString();
  }

  @Override
  public String toString() {
    return "<" + text() + ">";
  }
}
