package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.sealpost.backup.Backup;
import org.sealpost.backup.BackupRefusedException;
import org.sealpost.backup.Manifest;
import org.sealpost.backup.RunningDatabase;
import org.sealpost.config.Settings;

/** Makes back-ups while the server runs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
// The launcher asks for it through the server itself, in nobody's name; whoever comes over the
// network has to pass by BackupCommands.
@PermitAll
public class RunningBackup {
  @Resource(lookup = "java:app/jdbc/sealpost")
  private DataSource database;

  @Inject private Settings settings;

  @EJB private BackupAudit audit;

  /**
   * Makes one; it is on the disk when this returns, which takes as long as copying the database.
   *
   * @param actor who wants it, for the audit log
   * @param directory absolute; not there yet or empty, and outside of the data directory
   * @throws BackupRefusedException where it was not begun, with a sentence for the operator
   * @throws IOException where it could not be finished: what is there is no back-up
   */
  public Manifest backUp(String actor, Path directory) throws IOException, BackupRefusedException {
    audit.begun(actor, directory.toString());
    return copy(directory);
  }

  /** The same, where its line is in the audit log already. */
  public Manifest copy(Path directory) throws IOException, BackupRefusedException {
    return new Backup(
            settings.data(), new RunningDatabase(database), version(), InstantSource.system())
        .into(directory);
  }

  private static String version() {
    return Objects.requireNonNullElse(
        RunningBackup.class.getPackage().getImplementationVersion(), "unknown");
  }
}
