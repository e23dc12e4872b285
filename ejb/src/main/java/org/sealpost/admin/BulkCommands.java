package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;
import org.sealpost.account.Role;
import org.sealpost.refusal.Refusal;

/**
 * What an operator does with everything a filter lets through, however many that are. First {@link
 * #count}; then, with that very scope, {@link #start}: it is refused where more match now than were
 * counted, and what arrives later is never touched. The work goes on in chunks of {@value
 * BulkRun#CHUNK}, each a transaction with its lines in the audit log, beside one line for the
 * whole; it ends with the server.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class BulkCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @EJB private BulkSteps steps;

  @Inject private Bulks bulks;

  @Inject private Entrance entrance;

  /** The same as {@link #count}, for who is about to {@link #start} and may. */
  public BulkScope scope(QueueFilter filter) {
    return count(filter);
  }

  /** Counts the unfinished recipients that a filter lets through. */
  @RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
  public BulkScope count(QueueFilter filter) {
    return new BulkTable(em, filter).scope();
  }

  /**
   * Begins.
   *
   * @param scope as {@link #count} gave it
   * @return the id of the bulk, for {@link #find} and {@link #cancel}
   * @throws CommandRefusedException where there are more now than were counted, or none
   */
  public long start(String actor, BulkScope scope, BulkAction action) {
    long now = new BulkTable(em, scope.filter()).count(scope.upTo());
    if (now > scope.count() || scope.count() == 0) {
      throw new CommandRefusedException(Refusal.OTHER_COUNT, now, scope.count());
    }
    Originator originator = Originator.of(actor, entrance);
    BulkRun run = bulks.prepare(new BulkRun.Order(originator, scope, action), steps);
    String what = scope.count() + " recipients: " + BulkTable.words(scope.filter());
    new AuditLog(em, actor).add("bulk-" + action.name(), null, null, what, action.reason());
    new AfterCommit(transaction).run(() -> bulks.start(run));
    return run.progress().id();
  }

  /** Ends a bulk after the chunk it is at; false where it has ended. */
  public boolean cancel(String actor, long id) {
    Optional<BulkProgress> found =
        find(id).filter(each -> each.state() == BulkProgress.State.RUNNING);
    found.ifPresent(
        each -> {
          String what = "bulk-" + each.action() + " after " + each.seen() + " of " + each.total();
          new AuditLog(em, actor).add("bulk-cancel", null, what, null, null);
          new AfterCommit(transaction).run(() -> bulks.cancel(id));
        });
    return found.isPresent();
  }

  /** How far a bulk has come; empty where it is unknown to this node, or long over. */
  @RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
  public Optional<BulkProgress> find(long id) {
    return list().stream().filter(each -> each.id() == id).findFirst();
  }

  /** The bulks of this node that go on or have ended in the last hour, newest first. */
  @RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
  public List<BulkProgress> list() {
    return bulks.list();
  }
}
