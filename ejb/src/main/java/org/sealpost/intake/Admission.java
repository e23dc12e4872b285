package org.sealpost.intake;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.LongSupplier;
import org.sealpost.config.MailSettings;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;

/** Who may send what to whom: the rules before the mail data. Thread-safe, does no I/O. */
public final class Admission {
  private static final Reply REVERSE_PATH_OK = Reply.of(250, "2.1.0", "Reverse-path accepted");
  private static final Reply FORWARD_PATH_OK = Reply.of(250, "2.1.5", "Forward-path accepted");
  private static final Reply NO_SPACE =
      Reply.of(452, "4.3.1", "Not enough space on this server; try again later");
  private static final Reply NEEDS_AUTHENTICATION =
      Reply.of(530, "5.7.0", "Authentication required");
  private static final Reply NO_RELAY =
      Reply.of(550, "5.7.1", "This server does not relay for you");

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
      return NEEDS_AUTHENTICATION; // RFC 6409 §4.3
    }
    return hasSpaceFor(parameters.declaredOctets()) ? REVERSE_PATH_OK : NO_SPACE;
  }

  Reply onForwardPath(SmtpSession session, ForwardPath forwardPath) {
    boolean welcome = localDomains.contains(forwardPath.domain()) || isInRelayNetwork(session);
    return welcome ? FORWARD_PATH_OK : NO_RELAY;
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

  private boolean isInRelayNetwork(SmtpSession session) {
    InetAddress client = session.client().getAddress();
    return mail.relayNetworks().stream().anyMatch(network -> network.contains(client));
  }
}
