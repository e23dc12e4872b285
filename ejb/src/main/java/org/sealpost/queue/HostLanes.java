package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.HostConduct;

/**
 * What is under way to each host, and how quick it is. Attempts wait for other servers; a server
 * that does not answer must not take the workers away from those that do. So a host that is slow,
 * or that nothing is known of, gets few of them, all slow hosts together get half, and some are
 * always left for hosts that have been quick. Many domains with one server count as one. A host
 * that falters gets fewer at the same time until it does well again ({@link HostFeedback}).
 *
 * <p>Not thread-safe: the dispatcher's lock guards it.
 */
final class HostLanes {
  /** An attempt that takes longer makes its host a slow one until one takes less. */
  static final Duration SLOW = Duration.ofSeconds(5);

  /** Hosts, and domains, that are remembered. */
  private static final int REMEMBERED = 10_000;

  private final DispatchLimits limits;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Set<Lane> active = new HashSet<>();
  private final Map<String, Lane> ofDomains =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lane> eldest) {
          return size() > REMEMBERED;
        }
      };

  HostLanes(DispatchLimits limits) {
    this.limits = limits;
  }

  /** How long its attempts take. */
  private enum Pace {
    UNKNOWN,
    QUICK,
    SLOW
  }

  /** One host. */
  static final class Lane {
    final String host;
    private final ArrayDeque<Instant> starts = new ArrayDeque<>();
    private final HostFeedback feedback = new HostFeedback();
    private Pace last = Pace.UNKNOWN;

    /** Attempts that wait in the lines of its domains; {@link DomainLines} counts them. */
    int waiting;

    Lane(String host) {
      this.host = host;
    }

    /** One that falters has to be remembered until it does well. */
    private boolean isForgettable() {
      return starts.isEmpty() && waiting == 0 && feedback.cutAt() == null;
    }

    /** Whether the last attempt that ended here was quick. */
    boolean wasQuick() {
      return last == Pace.QUICK;
    }

    private Pace pace(Instant now) {
      Instant oldest = starts.peekFirst();
      // What has not ended yet tells as much as what has.
      return oldest != null && oldest.plus(SLOW).isBefore(now) ? Pace.SLOW : last;
    }
  }

  /**
   * What is under way in all.
   *
   * @param unproven of these, not to quick hosts
   * @param slow of these, to slow hosts
   */
  record Load(int running, int unproven, int slow) {}

  /**
   * Adds up what is under way.
   *
   * @param homeless attempts whose host is not known yet
   */
  Load load(int homeless, Instant now) {
    int running = homeless;
    int quick = 0;
    int slow = 0;
    for (Lane lane : active) {
      int here = lane.starts.size();
      running += here;
      Pace pace = lane.pace(now);
      quick += pace == Pace.QUICK ? here : 0;
      slow += pace == Pace.SLOW ? here : 0;
    }
    return new Load(running, running - quick, slow);
  }

  /** The host that a domain's mail last went to; null where it is not known. */
  @Nullable Lane ofDomain(String domain) {
    return ofDomains.get(domain);
  }

  /**
   * Whether one more attempt may begin.
   *
   * @param lane where; null where that is not known
   * @param ofLine how many attempts to the same domain are under way
   */
  boolean admits(@Nullable Lane lane, int ofLine, Load load, Instant now) {
    int here = lane == null ? ofLine : lane.starts.size();
    boolean scarce = load.running() >= limits.workers() - limits.spare();
    if (scarce && here >= DispatchLimits.FEW) {
      return false;
    }
    if (lane != null && here >= lane.feedback.limit(limits.perHost())) {
      return false;
    }
    boolean room = here < limits.cautious() && load.unproven() < limits.unproven();
    return switch (lane == null ? Pace.UNKNOWN : lane.pace(now)) {
      case QUICK -> here < limits.perHost();
      case UNKNOWN -> room;
      case SLOW -> room && load.slow() < limits.slow();
    };
  }

  /** The lane of a host, now known to be that of the domain. */
  Lane known(String domain, String host) {
    if (lanes.size() >= REMEMBERED) {
      lanes.values().removeIf(lane -> lane.isForgettable());
    }
    Lane lane = lanes.computeIfAbsent(host, Lane::new);
    ofDomains.put(domain, lane);
    return lane;
  }

  /** An attempt goes on at a host. */
  void begin(Lane lane, Instant start) {
    lane.starts.addLast(start);
    active.add(lane);
  }

  /** It has ended. */
  void end(Lane lane, Instant start, Instant now) {
    lane.starts.removeFirstOccurrence(start);
    if (lane.starts.isEmpty()) {
      active.remove(lane);
    }
    lane.last = start.plus(SLOW).isBefore(now) ? Pace.SLOW : Pace.QUICK;
  }

  /** How the host bore an attempt that is about to end. */
  void observe(Lane lane, Instant start, HostConduct conduct, Instant now) {
    switch (conduct.kind()) {
      case WELL -> lane.feedback.didWell(start, limits.perHost());
      case FALTERED -> lane.feedback.faltered(start, now, limits.perHost(), conduct.what());
      case UNTOLD -> {
        // Nothing to learn from.
      }
    }
  }

  /** The hosts that falter or have something under way, those with fewest left first. */
  List<HostState> states(Instant now, int most) {
    return lanes.values().stream()
        .filter(lane -> !lane.isForgettable())
        .map(lane -> state(lane, now))
        .sorted(Comparator.comparing(HostState::limit).thenComparing(HostState::host))
        .limit(most)
        .toList();
  }

  private HostState state(Lane lane, Instant now) {
    return new HostState(
        lane.host,
        lane.starts.size(),
        lane.waiting,
        lane.feedback.limit(limits.perHost()),
        limits.perHost(),
        lane.pace(now) == Pace.SLOW,
        lane.feedback.cutAt(),
        lane.feedback.why());
  }
}
