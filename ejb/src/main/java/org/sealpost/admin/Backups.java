package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sealpost.backup.Door;
import org.sealpost.backup.MadeBackup;
import org.sealpost.refusal.Refusal;

/** The back-ups that operators have made of this node: one at a time, and the last is known. */
@ApplicationScoped
public class Backups {
  @Resource private ManagedExecutorService executor;

  @EJB private RunningBackup maker;

  private final InstantSource clock = InstantSource.system();
  private final AtomicReference<@Nullable BackupProgress> last = new AtomicReference<>();

  /**
   * Takes the place of the one that runs.
   *
   * @throws CommandRefusedException where one runs
   */
  BackupProgress reserve(String actor, Path directory) {
    BackupProgress before = last.get();
    BackupProgress mine =
        new BackupProgress(
            directory.toString(), actor, BackupProgress.State.RUNNING, null, clock.instant(), null);
    boolean running = before != null && before.state() == BackupProgress.State.RUNNING;
    if (running || !last.compareAndSet(before, mine)) {
      throw new CommandRefusedException(Refusal.BACKUP_RUNS);
    }
    return mine;
  }

  /** Nothing comes of it. */
  void giveUp(BackupProgress reserved) {
    last.compareAndSet(reserved, null);
  }

  /** Makes it, in the background. */
  void start(BackupProgress reserved) {
    Path directory = Path.of(reserved.directory());
    try {
      executor.execute(() -> end(reserved, MadeBackup.answer(directory, maker::copy)));
    } catch (RejectedExecutionException stopping) {
      end(reserved, new Door.Answer(false, "The server is about to stop."));
    }
  }

  private void end(BackupProgress begun, Door.Answer answer) {
    last.set(
        new BackupProgress(
            begun.directory(),
            begun.actor(),
            answer.made() ? BackupProgress.State.MADE : BackupProgress.State.FAILED,
            answer.text(),
            begun.started(),
            clock.instant()));
  }

  /** The last one since the start; empty where there was none. */
  Optional<BackupProgress> last() {
    return Optional.ofNullable(last.get());
  }
}
