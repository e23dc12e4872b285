package org.sealpost.intake;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.LongSupplier;
import org.sealpost.config.MailSettings;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/** Who may send what to whom: the rules before the mail data. Thread-safe, does no I/O. */
public final class Admission {
  /** A stored message stands in the spool, in the database's log and in its table for a while. */
  private static final int COPIES = 3;

  private final Set<Domain> localDomains;
  private final MailSettings mail;
  private final long minFreeOctets;
  private final LongSupplier freeOctets;

  /**
   * The rules.
   *
   * @param localDomains domains whose mailboxes are here
   * @param minFreeOctets what has to stay free on the data directory's disk
   * @param freeOctets what is free there now
   */
  public Admission(
      Set<Domain> localDomains, MailSettings mail, long minFreeOctets, LongSupplier freeOctets) {
    this.localDomains = Set.copyOf(localDomains);
    this.mail = mail;
    this.minFreeOctets = minFreeOctets;
    this.freeOctets = freeOctets;
  }

  Reply onReversePath(SmtpSession session, MailParameters parameters) {
    if (session.listener().isSubmission() && !isInRelayNetwork(session)) {
      return Replies.AUTHENTICATION_NEEDED; // RFC 6409 §4.3
    }
    return hasSpaceFor(parameters.declaredOctets()) ? Replies.REVERSE_PATH_TAKEN : Replies.NO_SPACE;
  }

  Reply onForwardPath(SmtpSession session, ForwardPath forwardPath) {
    boolean welcome = localDomains.contains(forwardPath.domain()) || isInRelayNetwork(session);
    return welcome ? Replies.FORWARD_PATH_TAKEN : Replies.NO_RELAY;
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

  private boolean isInRelayNetwork(SmtpSession session) {
    InetAddress client = session.client().getAddress();
    return mail.relayNetworks().stream().anyMatch(network -> network.contains(client));
  }
}
