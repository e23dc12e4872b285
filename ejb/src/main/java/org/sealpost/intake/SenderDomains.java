package org.sealpost.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.MxHost;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * Whether a notification could be sent to the domain of a reverse-path (RFC 5321 §3.6.2, RFC 7505
 * §4.2). Thread-safe; a worker never waits for the DNS.
 */
public final class SenderDomains {
  /** How many are asked about at the same time. */
  private static final int MOST_LOOKUPS = 100;

  /** Choice: as many hosts as a message would be tried at. */
  private static final int MOST_HOSTS = 10;

  private final DnsClient dns;
  private final Executor executor;
  private final Semaphore free = new Semaphore(MOST_LOOKUPS);

  /**
   * Nothing asked yet.
   *
   * @param executor where the look-ups wait; has a thread for each of them
   */
  public SenderDomains(DnsClient dns, Executor executor) {
    this.dns = dns;
    this.executor = executor;
  }

  /**
   * Asks about one.
   *
   * @param domain no address literal
   * @return fails only where the look-up itself broke, and then the client is asked to try again;
   *     positive as well where too many others are being asked about: domains that never answer
   *     must not keep everybody's mail out
   */
  CompletionStage<Reply> check(Domain domain) {
    if (!free.tryAcquire()) {
      IntakeLog.senderDomainNotAsked(domain);
      return CompletableFuture.completedStage(Replies.REVERSE_PATH_TAKEN);
    }
    return CompletableFuture.supplyAsync(() -> reply(domain), executor)
        .whenComplete((reply, failure) -> free.release());
  }

  private Reply reply(Domain domain) {
    MxAnswer answer = dns.mx(domain);
    if (answer instanceof MxAnswer.Hosts found) {
      return anyHost(found.hosts().stream().map(MxHost::name).limit(MOST_HOSTS).toList());
    }
    if (answer instanceof MxAnswer.NoMx) {
      return anyHost(List.of(domain.name()));
    }
    if (answer instanceof MxAnswer.NullMx) {
      return Replies.SENDER_TAKES_NO_MAIL;
    }
    if (answer instanceof MxAnswer.NoSuchDomain) {
      return Replies.NO_SENDER_DOMAIN;
    }
    return Replies.SENDER_DOMAIN_UNKNOWN;
  }

  private Reply anyHost(List<String> hosts) {
    boolean unknown = false;
    for (String host : hosts) {
      AddressAnswer answer = dns.addresses(host);
      if (answer instanceof AddressAnswer.Addresses) {
        return Replies.REVERSE_PATH_TAKEN;
      }
      unknown |= answer instanceof AddressAnswer.NotFoundOut;
    }
    return unknown ? Replies.SENDER_DOMAIN_UNKNOWN : Replies.NO_SENDER_DOMAIN;
  }
}
