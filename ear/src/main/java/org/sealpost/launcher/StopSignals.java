package org.sealpost.launcher;

import sun.misc.Signal;

/**
 * The signals that ask a process to end. A class of its own, because the compiler warns of {@code
 * sun.misc.Signal} and nothing silences that, though {@code jdk.unsupported} exports it to
 * everybody and there is no other way to be told: the build compiles this file by itself and lets
 * it pass.
 */
final class StopSignals {
  private StopSignals() {}

  /** From now on each SIGINT (Ctrl-C) and SIGTERM runs the action, on a thread of its own. */
  static void handle(Runnable action) {
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> action.run());
    }
  }
}
