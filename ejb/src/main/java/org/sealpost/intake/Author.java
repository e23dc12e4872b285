package org.sealpost.intake;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;
import org.sealpost.account.AddressBook;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * Whether a message that somebody submits names its author rightly (RFC 6409 §6.1, §8.1): one From
 * field with one address, which is the submitter's own. Stateless.
 */
final class Author {
  private Author() {}

  /** Why the message is refused; empty where it is right. */
  static Optional<Reply> refusal(AddressBook book, String account, HeaderSection header) {
    Optional<Mailbox> author = only(header.values("From"));
    if (author.isEmpty()) {
      return Optional.of(Replies.AUTHOR_UNREADABLE);
    }
    return book.owns(account, author.get())
        ? Optional.empty()
        : Optional.of(Replies.AUTHOR_NOT_YOURS);
  }

  /** Choice: RFC 5322 §3.6.2 allows several authors; who the others are nobody here can tell. */
  private static Optional<Mailbox> only(List<String> fields) {
    if (fields.size() != 1) {
      return Optional.empty();
    }
    try {
      InternetAddress[] addresses = InternetAddress.parse(fields.get(0), true);
      return addresses.length == 1 && !addresses[0].isGroup()
          ? Mailbox.parse(addresses[0].getAddress())
          : Optional.empty();
    } catch (AddressException malformed) {
      return Optional.empty();
    }
  }
}
