package org.sealpost.intake;

import java.net.InetAddress;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sealpost.account.AddressBook;
import org.sealpost.account.Destination;
import org.sealpost.config.MailSettings;
import org.sealpost.config.TlsRequiredFrom;
import org.sealpost.config.UnknownRecipients;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/** Who may send what to whom: the rules before the mail data. Thread-safe, does no I/O. */
public final class Admission {
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
    if (session.identity() != null) {
      AddressBook now = book.get();
      Mailbox sender = reversePath.mailbox();
      if (!now.isEnabled(session.identity())) {
        return Replies.ACCOUNT_DISABLED;
      }
      if (sender != null && !now.owns(session.identity(), sender)) {
        return Replies.SENDER_NOT_YOURS; // RFC 6409 §6.1
      }
    } else if (session.listener().isSubmission() && !isInRelayNetwork(session)) {
      return Replies.AUTHENTICATION_NEEDED; // RFC 6409 §4.3
    }
    return hasSpaceFor(parameters.declaredOctets()) ? Replies.REVERSE_PATH_TAKEN : Replies.NO_SPACE;
  }

  /** Whether the DNS has to be asked about the reverse-path, too. */
  boolean needsSenderDomain(SmtpSession session, ReversePath reversePath) {
    Mailbox sender = reversePath.mailbox();
    return mail.checkSenderDomain()
        && session.listener() == ListenerKind.RELAY
        && isStranger(session)
        && sender != null
        // RFC 5321 §4.1.3: an address literal is its own host.
        && !sender.domain().isAddressLiteral()
        && book.get().destination(sender) instanceof Destination.Remote;
  }

  /** Whether a {@code TLS-Required: No} of this session's is obeyed (RFC 8689 §4.1). */
  boolean mayWaiveTls(SmtpSession session) {
    return mail.tlsRequiredFrom() == TlsRequiredFrom.EVERYBODY || !isStranger(session);
  }

  Reply onForwardPath(SmtpSession session, ForwardPath forwardPath) {
    Destination destination = book.get().destination(forwardPath.mailbox());
    if (destination instanceof Destination.Remote) {
      return isStranger(session) ? Replies.NO_RELAY : Replies.FORWARD_PATH_TAKEN;
    }
    if (destination instanceof Destination.Unknown) {
      return isToldLater(session) ? Replies.FORWARD_PATH_TAKEN : Replies.NO_SUCH_MAILBOX;
    }
    if (destination instanceof Destination.Disabled) {
      return Replies.MAILBOX_DISABLED;
    }
    return destination instanceof Destination.Circle
        ? Replies.ALIAS_IN_A_CIRCLE
        : Replies.FORWARD_PATH_TAKEN;
  }

  /** Whether other servers have the last word on a recipient. */
  boolean isElsewhere(ForwardPath forwardPath) {
    return book.get().destination(forwardPath.mailbox()) instanceof Destination.Remote;
  }

  /** The reply for mail data none of whose recipients exists. */
  Reply unknown() {
    return Replies.NO_SUCH_MAILBOX;
  }

  /** The reply for mail data that does not fit on the disk. */
  Reply noSpace() {
    return Replies.NO_SPACE;
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
        && isStranger(session);
  }

  private boolean isStranger(SmtpSession session) {
    return session.identity() == null && !isInRelayNetwork(session);
  }

  private boolean isInRelayNetwork(SmtpSession session) {
    InetAddress client = session.client().getAddress();
    return mail.relayNetworks().stream().anyMatch(network -> network.contains(client));
  }
}
