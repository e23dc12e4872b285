package org.sealpost.tlsrpt;

import org.sealpost.smtp.Mailbox;

/**
 * In whose name reports are made (RFC 8460 §4.4).
 *
 * @param organization the {@code organization-name}
 * @param contact the {@code contact-info}; reports by mail come from it
 */
public record Reporter(String organization, Mailbox contact) {
  /** The domain of the contact: what mail of the report says and is signed for (§5.3). */
  public String domain() {
    return contact.domain().name();
  }

  /** Whether other servers could know it. */
  public boolean isPublic() {
    return !contact.domain().isAddressLiteral() && domain().contains(".");
  }
}
