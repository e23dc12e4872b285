package org.sealpost.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.sealpost.inflow.ServerLimits.PerAddress;

/**
 * {@link AddressCounts} of a fixed window of time: windows follow each other without a gap from the
 * epoch on, and a new one begins with nothing counted. Not thread-safe.
 */
final class WindowCounts {
  private final AddressCounts counts;
  private final long windowMillis;
  private final InstantSource clock;
  private long window;

  WindowCounts(PerAddress limits, Duration window, InstantSource clock) {
    this.counts = new AddressCounts(limits);
    this.windowMillis = window.toMillis();
    this.clock = clock;
  }

  /** Whether one more would be within the limits now. */
  boolean hasRoom(List<AddressPrefix> parts) {
    return current().hasRoom(parts);
  }

  void add(List<AddressPrefix> parts) {
    current().add(parts);
  }

  /** Forgets what the address alone has done, in all parts it is in. */
  void forgive(List<AddressPrefix> parts) {
    AddressCounts now = current();
    now.subtract(parts, now.count(parts.get(0)));
  }

  private AddressCounts current() {
    long now = Math.floorDiv(clock.millis(), windowMillis);
    if (now != window) {
      window = now;
      counts.clear();
    }
    return counts;
  }
}
