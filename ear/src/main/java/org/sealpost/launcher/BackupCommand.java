package org.sealpost.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.backup.Backup;
import org.sealpost.backup.BackupRefusedException;
import org.sealpost.backup.Door;
import org.sealpost.backup.Manifest;
import org.sealpost.backup.RestingDatabase;
import org.sealpost.backup.Restore;
import org.sealpost.backup.RunningDatabase;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsSources;

/**
 * {@code --backup} and {@code --restore}. A back-up is made by the server where one runs with the
 * data directory, and from its files where none does.
 */
final class BackupCommand {
  /** A server that has started looks once a second. */
  private static final Duration PICKED_UP = Duration.ofSeconds(60);

  private final Terminal terminal;
  private final Path data;
  private final String version;

  BackupCommand(Terminal terminal, Path data, String version) {
    this.terminal = terminal;
    this.data = data;
    this.version = version;
  }

  ExitStatus backUp(Path directory) {
    Path target = directory.toAbsolutePath().normalize();
    return run(() -> DataDirectoryLock.isHeld(data) ? ask(target) : copy(target));
  }

  ExitStatus restore(Path directory) {
    return run(
        () -> {
          Manifest manifest = new Restore(data).from(directory.toAbsolutePath().normalize());
          return done(
              "Restored into "
                  + data
                  + " what was complete at "
                  + manifest.made()
                  + ", by release "
                  + manifest.version()
                  + ".");
        });
  }

  /** What can be refused, and fail. */
  private interface Step {
    ExitStatus run()
        throws IOException, BackupRefusedException, StartException, InterruptedException;
  }

  private ExitStatus run(Step step) {
    try {
      return step.run();
    } catch (BackupRefusedException refused) {
      return failed(ExitStatus.CANNOT_CREATE, refused.why());
    } catch (StartException wrong) {
      return failed(wrong.status(), wrong.why());
    } catch (IOException failure) {
      return failed(ExitStatus.SOFTWARE, "It failed (" + failure + ").");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitStatus.INTERRUPTED;
    }
  }

  private ExitStatus ask(Path target) throws IOException, InterruptedException {
    Optional<Door.Answer> answer =
        new Door(data).ask(target, PICKED_UP, () -> DataDirectoryLock.isHeld(data));
    if (answer.isEmpty()) {
      return failed(
          ExitStatus.UNAVAILABLE, "The server with " + data + " does not answer; see its log.");
    }
    return answer.get().made()
        ? done(answer.get().text())
        : failed(ExitStatus.CANNOT_CREATE, answer.get().text());
  }

  @SuppressWarnings("try") // the lock is only held
  private ExitStatus copy(Path target) throws IOException, BackupRefusedException, StartException {
    if (settings().database().url() != null) {
      throw new BackupRefusedException(RunningDatabase.ELSEWHERE);
    }
    try (DataDirectoryLock lock = DataDirectoryLock.acquire(data)) {
      Manifest manifest =
          new Backup(data, new RestingDatabase(data), version, InstantSource.system()).into(target);
      return done("The back-up in " + target + " was complete at " + manifest.made() + ".");
    }
  }

  private static Settings settings() {
    return new SettingsSources(System.getProperties(), System.getenv()).read();
  }

  private ExitStatus done(String text) {
    terminal.print(text);
    return ExitStatus.STOPPED;
  }

  private ExitStatus failed(ExitStatus status, String why) {
    terminal.print(why);
    return status;
  }
}
