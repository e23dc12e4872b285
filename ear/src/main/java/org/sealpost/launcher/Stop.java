package org.sealpost.launcher;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way the process ends. The first Ctrl-C or SIGTERM takes the application away, which closes
 * its listeners and lets what is under way finish, and only then stops the server and the JVM. The
 * second one ends the process at once.
 *
 * <p>Choice: signals and not a shutdown hook. Hooks run all at once, so the server's own would take
 * the data source away while the application still needs it, and the logging system's would swallow
 * every line about it.
 */
@SuppressWarnings(
    "sunapi") // sun.misc.Signal is exported by jdk.unsupported; there is no other way.
final class Stop {
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final DataDirectoryLock lock;
  private final AtomicReference<@Nullable Server> server = new AtomicReference<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * See {@link #onSignals}.
   *
   * @param lock held until the end of the process
   */
  Stop(Terminal terminal, DataDirectoryLock lock) {
    this.terminal = terminal;
    this.lock = lock;
  }

  /** From now on the signals lead here. */
  void onSignals() {
    StopSignals.handle(this::signalled);
  }

  /** There is something to take away first from now on. */
  void deployedOn(Server booted) {
    server.set(booted);
  }

  /** Ends the process; returns to no one. */
  void exit(ExitStatus status) {
    haltLater(SHUTDOWN, status);
    try {
      System.exit(status.code());
    } finally {
      // The end of the process releases it, when nothing writes any more.
      Reference.reachabilityFence(lock);
    }
  }

  private void signalled() {
    if (stopping.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED.code());
    }
    Thread thread = new Thread(this::stop, "sealpost-stop");
    thread.start();
  }

  private void stop() {
    terminal.print("Stopping...");
    Thread drain = new Thread(this::undeploy, "sealpost-drain");
    drain.setDaemon(true);
    drain.start();
    try {
      drain.join(DRAIN.toMillis());
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
    if (drain.isAlive()) {
      terminal.print(
          "Not stopped after %d seconds; ending. No accepted mail is lost."
              .formatted(DRAIN.toSeconds()));
      Runtime.getRuntime().halt(ExitStatus.SOFTWARE.code());
    }
    terminal.print("Stopped.");
    exit(ExitStatus.STOPPED);
  }

  private void undeploy() {
    @Nullable Server booted = server.get();
    if (booted != null) {
      booted.undeploy();
    }
  }

  /** The server's own shutdown hooks may hang, above all after a failed start. */
  private static void haltLater(Duration patience, ExitStatus status) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(patience.toMillis());
              } catch (InterruptedException nobodyDoesThat) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(status.code());
            },
            "sealpost-halt");
    thread.setDaemon(true);
    thread.start();
  }
}
