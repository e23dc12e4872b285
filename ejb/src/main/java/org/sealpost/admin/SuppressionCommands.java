package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;
import org.sealpost.flow.Suppressed;
import org.sealpost.flow.Suppression;
import org.sealpost.flow.SuppressionTable;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;

/**
 * What an operator does to the suppression list. Every command writes its line to the audit log in
 * the same transaction, and counts from its commit on; on other nodes a few seconds later. Each
 * throws an {@link IllegalArgumentException} with a sentence for the operator where it is refused.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class SuppressionCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Suppression suppression;

  @Inject private Directory directory;

  /**
   * Sends nothing to an address any more; one that is on the list gets the new reason and end.
   *
   * @param reason compulsory
   * @param endsAt null for no end
   * @return the key of the entry
   */
  public long add(String actor, String address, String reason, @Nullable Instant endsAt) {
    Mailbox mailbox =
        Mailbox.parse(address.strip())
            .orElseThrow(() -> new CommandRefusedException(Refusal.NO_MAIL_ADDRESS));
    if (directory.current().hosts(mailbox.domain())) {
      throw new CommandRefusedException(
          Refusal.HOSTED_SO_NOT_SUPPRESSED, mailbox.domain().display());
    }
    ForwardPath path = new ForwardPath(mailbox);
    Suppressed made =
        new SuppressionTable(em).add(path, reason.strip(), actor, Instant.now(), endsAt);
    String until = endsAt == null ? "" : " until " + endsAt;
    new AuditLog(em, actor).add("suppress", null, null, path.text() + until, reason.strip());
    new AfterCommit(transaction).run(() -> suppression.mayHold(path));
    return made.id();
  }

  /** Takes an address off the list. The reason is compulsory. */
  public void remove(String actor, long id, String reason) {
    if (reason.isBlank()) {
      throw new CommandRefusedException(Refusal.REASON_MISSING);
    }
    Suppressed removed =
        new SuppressionTable(em)
            .remove(id)
            .orElseThrow(() -> new CommandRefusedException(Refusal.NOT_SUPPRESSED));
    String before = removed.address() + (removed.status() == null ? "" : " " + removed.status());
    new AuditLog(em, actor).add("unsuppress", null, before, "off the list", reason.strip());
  }
}
