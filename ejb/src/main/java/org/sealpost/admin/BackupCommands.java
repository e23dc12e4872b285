package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.refusal.Refusal;

/**
 * Back-ups that are asked for over the network. Whoever has one has everything; so administrators
 * only, and to nowhere but the directory that the settings name.
 */
@Stateless
@RolesAllowed(Role.Name.ADMINISTRATOR)
public class BackupCommands {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'sealpost-'uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Settings settings;

  @Inject private Backups backups;

  /**
   * Begins one, as soon as its line in the audit log is committed: the line is in the copy as well.
   *
   * @throws CommandRefusedException where no directory is set, or one is being made
   */
  public BackupProgress start(String actor) {
    @Nullable Path parent = settings.backupDirectory();
    if (parent == null) {
      throw new CommandRefusedException(Refusal.NO_BACKUP_DIRECTORY);
    }
    Path directory = parent.resolve(NAME.format(Instant.now()));
    BackupProgress reserved = backups.reserve(actor, directory);
    AfterCommit.or(transaction, () -> backups.start(reserved), () -> backups.giveUp(reserved));
    new AuditLog(em, actor).add("back-up", null, null, directory.toString(), null);
    return reserved;
  }

  /** The last one that was asked for over the network since the start; empty for none. */
  @RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
  public Optional<BackupProgress> last() {
    return backups.last();
  }
}
