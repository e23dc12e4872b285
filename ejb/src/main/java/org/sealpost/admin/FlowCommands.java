package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import org.sealpost.account.Role;
import org.sealpost.flow.Flow;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.FlowTable;
import org.sealpost.queue.Dispatcher;

/**
 * What an operator lays down about how mail flows. Every command writes its line to the audit log
 * in the same transaction, and counts from its commit on; on other nodes a few seconds later. What
 * is under way at that moment is not interrupted.
 *
 * <p>Each throws an {@link IllegalArgumentException} with a sentence for the operator where it is
 * refused. {@link HoldCommands} applies rules to what waits, and lets go what they hold.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class FlowCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Flow flow;

  @Inject private Dispatcher dispatcher;

  /** Holds back what is taken from now on and matches; returns the key of the rule. */
  public long hold(String actor, WantedHold wanted) {
    return add(actor, wanted.toRule(), wanted.reason());
  }

  /**
   * Attempts nothing for recipient domains any more. Mail is taken all the same, and its lifetime
   * goes on: what has outlived it when the pause ends is tried once more, and its sender told.
   * Takes the place of a pause for the same domains.
   */
  public long pause(String actor, WantedPause wanted) {
    return add(actor, wanted.toRule(), wanted.reason());
  }

  /**
   * Ends a pause; returns false where there is none.
   *
   * @param recipients as they were given for it
   */
  public boolean resume(String actor, String recipients, String reason) {
    boolean resumed =
        new Floodgate(em, actor).resume(WantedPattern.read(recipients), reason, Instant.now());
    publishAfterCommit();
    return resumed;
  }

  /** Limits what goes to a destination; takes the place of a limit that is there. */
  public long limit(String actor, WantedLimit wanted) {
    return add(actor, wanted.toRule(), wanted.reason());
  }

  /** Lays down when mail is tried again; counts for failures from now on. */
  public long retry(String actor, WantedRetry wanted) {
    return add(actor, wanted.toRule(), wanted.reason());
  }

  /**
   * Sends the mail of a destination another way, from the next attempt on; takes the place of a
   * route that was laid down for it before, and counts before one of the settings for it.
   */
  public long route(String actor, WantedRoute wanted) {
    return add(actor, wanted.toRule(), wanted.reason());
  }

  /** Ends a rule of whatever kind; what a hold keeps stays held. The reason is compulsory. */
  public void end(String actor, long id, String reason) {
    new Floodgate(em, actor).end(id, reason, Instant.now());
    publishAfterCommit();
  }

  private long add(String actor, FlowRule rule, String reason) {
    long id = new Floodgate(em, actor).add(rule, reason, Instant.now()).id();
    publishAfterCommit();
    return id;
  }

  private void publishAfterCommit() {
    // Read now, inside: the transaction sees its own changes, and those of others wait for it.
    var changed = new FlowTable(em).book();
    new AfterCommit(transaction)
        .run(
            () -> {
              flow.publish(changed);
              dispatcher.tick();
            });
  }
}
