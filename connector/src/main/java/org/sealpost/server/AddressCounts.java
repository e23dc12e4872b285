package org.sealpost.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sealpost.inflow.ServerLimits.PerAddress;

/**
 * How often something happened in each part of the address space, against a limit for each width.
 * All three parts of an address are looked at before any is counted, so that what is refused costs
 * nothing. Not thread-safe.
 */
final class AddressCounts {
  /**
   * No more parts than this are remembered; those that come later are not limited. A bound for the
   * heap (some 20 MiB), far beyond what one server can have connections from.
   */
  private static final int MOST_PARTS = 200_000;

  private final Map<AddressPrefix, Integer> counts = new HashMap<>();
  private final PerAddress limits;

  AddressCounts(PerAddress limits) {
    this.limits = limits;
  }

  /** Whether one more would be within the limits. */
  boolean hasRoom(List<AddressPrefix> parts) {
    for (AddressPrefix part : parts) {
      if (counts.getOrDefault(part, 0) >= limit(part)) {
        return false;
      }
    }
    return true;
  }

  private int limit(AddressPrefix part) {
    return switch (part.width()) {
      case 0 -> limits.address();
      case 1 -> limits.site();
      default -> limits.provider();
    };
  }

  void add(List<AddressPrefix> parts) {
    for (AddressPrefix part : parts) {
      if (counts.size() < MOST_PARTS || counts.containsKey(part)) {
        counts.merge(part, 1, Integer::sum);
      }
    }
  }

  /** Takes that many away from each part; a part of which none is left is forgotten. */
  void subtract(List<AddressPrefix> parts, int count) {
    for (AddressPrefix part : parts) {
      counts.computeIfPresent(part, (key, had) -> had > count ? had - count : null);
    }
  }

  int count(AddressPrefix part) {
    return counts.getOrDefault(part, 0);
  }

  void clear() {
    counts.clear();
  }
}
