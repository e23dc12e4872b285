package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.Collection;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/**
 * What an operator does to messages. Every command writes its line to the audit log in the same
 * transaction and takes effect at the next attempt; a running attempt is not interrupted. Commands
 * on recipients that are finished, gone, or being delivered at this moment change nothing, but for
 * holds; each returns how many it changed.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class QueueCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Resource private SessionContext context;

  @EJB private ConsoleAccounts accounts;

  @EJB private Events events;

  @Inject private Dispatcher dispatcher;

  @Inject private Settings settings;

  /**
   * Changes how strongly a message is protected (tls-policy §6).
   *
   * @param reason compulsory where the change weakens the protection, else may be empty
   * @param retryNow start the next attempt at once
   * @return 1, or 0 where the message is gone or has that requirement already
   * @throws CommandRefusedException a weakening without a reason; where a sender asks, every
   *     weakening, and a message that is not theirs
   */
  @RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.SENDER})
  public int changeRequirement(
      String actor, long messageId, TlsRequirement requirement, String reason, boolean retryNow) {
    Sight sight = Sight.of(context, accounts);
    if (!sight.isOfAll()) {
      sight.mustSee(em, messageId);
      return operator(actor).strengthen(messageId, requirement, reason, retryNow);
    }
    return operator(actor).changeRequirement(messageId, requirement, reason, retryNow);
  }

  /**
   * The same for the messages that recipients belong to, all or none of them.
   *
   * @return how many messages have another requirement now
   * @throws CommandRefusedException where it weakens one of them and there is no reason
   */
  public int changeRequirements(
      String actor,
      Collection<Long> recipientIds,
      TlsRequirement requirement,
      String reason,
      boolean retryNow) {
    return operator(actor).changeRequirements(recipientIds, requirement, reason, retryNow);
  }

  /** Makes queued and deferred recipients due now. */
  public int retryNow(String actor, Collection<Long> recipientIds) {
    return operator(actor).retryNow(recipientIds, "");
  }

  /**
   * Lets waiting recipients go before or after others; what the next hop is told stays as the
   * sender said.
   */
  public int prioritise(String actor, Collection<Long> recipientIds, Urgency urgency) {
    return operator(actor).prioritise(recipientIds, urgency, "");
  }

  /**
   * Keeps recipients back until released. One that a node has claimed is held before its attempt
   * begins; where it has begun, afterwards, unless that settles it.
   */
  public int hold(String actor, Collection<Long> recipientIds) {
    return operator(actor).hold(recipientIds, "");
  }

  /** Ends a hold; the recipients are due now, or when the sender wanted (RFC 4865). */
  public int release(String actor, Collection<Long> recipientIds) {
    return operator(actor).release(recipientIds, "");
  }

  /**
   * Lets recipients wait until a time, held ones as well; from then on they may live as long as new
   * ones.
   *
   * @throws CommandRefusedException where the time has passed, or is more than a year away
   */
  public int schedule(
      String actor, Collection<Long> recipientIds, Instant notBefore, String reason) {
    return postponement(new AuditLog(em, actor)).schedule(recipientIds, notBefore, reason);
  }

  /**
   * Sends the messages of unfinished recipients another way; the next attempt goes by it, and the
   * requirement of the message holds there as on a route of the settings (tls-policy §4.5).
   *
   * @param route {@code mx}, a route as in the settings without signing in and trust, or empty for
   *     what the settings say
   * @return how many messages go another way now
   * @throws CommandRefusedException where it is no such route
   */
  public int changeRoute(String actor, Collection<Long> recipientIds, String route, String reason) {
    return new RouteChange(em, new AuditLog(em, actor)).change(recipientIds, route, reason);
  }

  /** Drops recipients without telling anybody. */
  public int delete(String actor, Collection<Long> recipientIds, String reason) {
    return operator(actor).delete(recipientIds, reason);
  }

  /** Fails recipients; the sender gets a DSN. */
  public int fail(String actor, Collection<Long> recipientIds, String reason) {
    return operator(actor).fail(recipientIds, reason);
  }

  /**
   * Any of these and of what bulks can do, for some recipients: all or nothing.
   *
   * @return how many recipients were changed; messages, for requirements and routes
   */
  public int run(String actor, BulkAction action, Collection<Long> recipientIds) {
    AuditLog audit = new AuditLog(em, actor);
    return action.run(
        new OperatorInBulk(operator(actor), postponement(audit), new RouteChange(em, audit)),
        recipientIds);
  }

  private Postponement postponement(AuditLog audit) {
    return new Postponement(em, audit, settings.queue().lifetime(), Instant.now(), events);
  }

  private Operator operator(String actor) {
    AfterCommit afterCommit = new AfterCommit(transaction);
    return new Operator(
        em,
        news -> afterCommit.run(() -> news.accept(dispatcher)),
        settings,
        new AuditLog(em, actor),
        events);
  }
}
