package org.sealpost.server;

import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerMeter;
import org.sealpost.smtp.Reply;

/** How long the commands of one session take. Used by its event loop only. */
final class CommandClock {
  private final ServerMeter meter;
  private final ListenerKind listener;
  private @Nullable String verb;
  private long start;

  CommandClock(ServerMeter meter, ListenerKind listener) {
    this.meter = meter;
    this.listener = listener;
  }

  /** A command, or the last octet of mail data, has come. */
  void begin(String what) {
    verb = what;
    start = System.nanoTime();
  }

  /** The first reply since then. */
  void answered(Reply reply) {
    String what = verb;
    if (what != null) {
      verb = null;
      meter.answered(listener, what, reply, System.nanoTime() - start);
    }
  }
}
