package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;
import org.sealpost.exceptions.ExceptionTable;
import org.sealpost.exceptions.Exceptions;
import org.sealpost.refusal.Refusal;

/**
 * What an operator lays down for recipient domains. Every command writes its line to the audit log
 * in the same transaction, and counts for each attempt that begins after its commit; on other nodes
 * a few seconds later.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class ExceptionCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Exceptions exceptions;

  @Inject private Directory directory;

  /**
   * Makes an exception.
   *
   * @throws IllegalArgumentException with a sentence for the operator, where it would not be right
   */
  public void add(String actor, WantedException wanted) {
    if (directory.current().hosts(wanted.domain())) {
      throw new CommandRefusedException(Refusal.HOSTED_SO_NO_SERVER, wanted.domain().display());
    }
    new Lawgiver(em, actor).add(wanted, Instant.now());
    publishAfterCommit();
  }

  /** Ends an exception; one that no longer counts is refused. The reason is compulsory. */
  public void end(String actor, long id, String reason) {
    new Lawgiver(em, actor).end(id, reason, Instant.now());
    publishAfterCommit();
  }

  private void publishAfterCommit() {
    // Read now, inside: the transaction sees its own changes, and those of others wait for it.
    var changed = new ExceptionTable(em).book(Instant.now());
    new AfterCommit(transaction).run(() -> exceptions.publish(changed));
  }
}
