package org.sealpost.intake;

import java.net.InetAddress;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sealpost.account.AddressBook;
import org.sealpost.account.Destination;
import org.sealpost.config.MailSettings;
import org.sealpost.config.UnknownRecipients;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/** Who may send what to whom: the rules before the mail data. Thread-safe, does no I/O. */
public final class Admission {
  private static final Reply REVERSE_PATH_OK = Reply.of(250, "2.1.0", "Reverse-path accepted");
  private static final Reply FORWARD_PATH_OK = Reply.of(250, "2.1.5", "Forward-path accepted");
  private static final Reply NO_SPACE =
      Reply.of(452, "4.3.1", "Not enough space on this server; try again later");
  private static final Reply NEEDS_AUTHENTICATION =
      Reply.of(530, "5.7.0", "Authentication required");
  private static final Reply ACCOUNT_DISABLED =
      Reply.of(550, "5.7.1", "Your account may not send mail");
  private static final Reply NOT_YOURS =
      Reply.of(550, "5.7.1", "That address does not belong to your account");
  private static final Reply NO_RELAY =
      Reply.of(550, "5.7.1", "This server does not relay for you");
  private static final Reply UNKNOWN = Reply.of(550, "5.1.1", "There is no such mailbox here");
  private static final Reply DISABLED = Reply.of(550, "5.2.1", "That mailbox takes no mail");
  private static final Reply CIRCLE =
      Reply.of(550, "5.4.6", "That address leads to nothing but itself");

  /** A stored message stands in the spool, in the database's log and in its table for a while. */
  private static final int COPIES = 3;

  private final Supplier<AddressBook> book;
  private final MailSettings mail;
  private final long minFreeOctets;
  private final LongSupplier freeOctets;

  /**
   * The rules.
   *
   * @param book domains, accounts and aliases as they are now
   * @param minFreeOctets what has to stay free on the data directory's disk
   * @param freeOctets what is free there now
   */
  public Admission(
      Supplier<AddressBook> book, MailSettings mail, long minFreeOctets, LongSupplier freeOctets) {
    this.book = book;
    this.mail = mail;
    this.minFreeOctets = minFreeOctets;
    this.freeOctets = freeOctets;
  }

  /** Domains, accounts and aliases as they are now. */
  AddressBook book() {
    return book.get();
  }

  Reply onReversePath(SmtpSession session, ReversePath reversePath, MailParameters parameters) {
    boolean submission = session.listener() != ListenerKind.RELAY;
    if (session.identity() != null) {
      AddressBook now = book.get();
      Mailbox sender = reversePath.mailbox();
      if (!now.isEnabled(session.identity())) {
        return ACCOUNT_DISABLED;
      }
      if (sender != null && !now.owns(session.identity(), sender)) {
        return NOT_YOURS; // RFC 6409 §6.1
      }
    } else if (submission && !isInRelayNetwork(session)) {
      return NEEDS_AUTHENTICATION; // RFC 6409 §4.3
    }
    return hasSpaceFor(parameters.declaredOctets()) ? REVERSE_PATH_OK : NO_SPACE;
  }

  Reply onForwardPath(SmtpSession session, ForwardPath forwardPath) {
    Destination destination = book.get().destination(forwardPath.mailbox());
    if (destination instanceof Destination.Remote) {
      boolean trusted = session.identity() != null || isInRelayNetwork(session);
      return trusted ? FORWARD_PATH_OK : NO_RELAY;
    }
    if (destination instanceof Destination.Unknown) {
      return isToldLater(session) ? FORWARD_PATH_OK : UNKNOWN;
    }
    if (destination instanceof Destination.Disabled) {
      return DISABLED;
    }
    return destination instanceof Destination.Circle ? CIRCLE : FORWARD_PATH_OK;
  }

  /** The reply for mail data none of whose recipients exists. */
  Reply unknown() {
    return UNKNOWN;
  }

  /** The reply for mail data that does not fit on the disk. */
  Reply noSpace() {
    return NO_SPACE;
  }

  /**
   * Whether a message of that size can be stored and still leave the database room to work. Asked
   * before it is too late: a database that finds its disk full stops working altogether.
   */
  boolean hasSpaceFor(long octets) {
    return freeOctets.getAsLong() >= minFreeOctets + COPIES * octets;
  }

  /** Our own people hear at once what they mistyped; others may have to wait. */
  private boolean isToldLater(SmtpSession session) {
    return mail.unknownRecipients() == UnknownRecipients.REFUSE_AFTER_DATA
        && session.listener() == ListenerKind.RELAY
        && session.identity() == null
        && !isInRelayNetwork(session);
  }

  private boolean isInRelayNetwork(SmtpSession session) {
    InetAddress client = session.client().getAddress();
    return mail.relayNetworks().stream().anyMatch(network -> network.contains(client));
  }
}
