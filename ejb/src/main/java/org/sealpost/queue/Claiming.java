package org.sealpost.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Claims what is due, round by round, until nothing more is due or there is no room. One thread at
 * a time does it, however many ask.
 *
 * <p>Recipients that are due in a line that is full or closed are parked, once, a bounded number in
 * each round; so the next round begins with others, and no round is longer for what lies behind.
 * They are claimed by the name of their line when it has room.
 */
final class Claiming {
  /** How many names of parked lines are read at once. */
  private static final int NAMES = 500;

  private final Guard guard;
  private final ClaimPlan plan;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Supplier<Lease> lease;
  private final Predicate<Runnable> executor;
  private final Consumer<List<Claimed>> taker;

  private boolean running;

  /** Somebody asked for a claim while one was being made. */
  private boolean again;

  /** Something due was left in the database for want of room. */
  private boolean backlog;

  private boolean stopping;

  /** Time has passed: somebody else may have parked something, or a host may have room. */
  private boolean lookDue;

  // These three are touched by the thread alone that claims.
  private String walkedTo = "";
  private long turns;
  private long turnsByName;

  /**
   * @param executor runs a task on another thread; false where it cannot
   * @param taker gets what was claimed
   */
  Claiming(
      Guard guard,
      ClaimPlan plan,
      Ledger ledger,
      Lessor lessor,
      Predicate<Runnable> executor,
      Consumer<List<Claimed>> taker) {
    this.guard = guard;
    this.plan = plan;
    this.ledger = ledger;
    this.clock = lessor.clock();
    this.lease = lessor.lease();
    this.executor = executor;
    this.taker = taker;
  }

  /** Who gives leases, and what time it is. */
  record Lessor(InstantSource clock, Supplier<Lease> lease) {}

  /** Asks for a claim, now that time has passed. */
  void tick() {
    guard.run(() -> lookDue = true);
    ask();
  }

  /** Asks for a claim. */
  void ask() {
    boolean start =
        guard.get(
            () -> {
              boolean first = !stopping && !running;
              again = again || running;
              running = running || first;
              backlog = backlog && !first;
              return first;
            });
    if (start && !executor.test(this::run)) {
      guard.run(() -> running = false);
    }
  }

  /** Something due is left in the database; to be called with the lock held. */
  void leftBehind() {
    backlog = true;
  }

  /** Whether something was left behind; to be called with the lock held. */
  boolean hasBacklog() {
    return backlog && !stopping;
  }

  /** Nothing is claimed any more; to be called with the lock held. */
  void stop() {
    stopping = true;
  }

  /** Whether a claim is being made; to be called with the lock held. */
  boolean isRunning() {
    return running;
  }

  private void run() {
    boolean ended = false;
    try {
      if (guard.get(this::isLookDue)) {
        look();
      }
      while (!ended) {
        ended = !round() && !isAskedAgain();
      }
    } catch (RuntimeException | Error failure) {
      // The rows are as they were: the next tick asks again.
      QueueLog.claimFailed(failure);
    } finally {
      if (!ended) {
        guard.run(this::end);
      }
    }
  }

  private boolean isLookDue() {
    boolean due = lookDue;
    lookDue = false;
    return due;
  }

  private void look() {
    if (!guard.get(plan::isFull)) {
      List<String> names = ledger.parkedLines(walkedTo, NAMES);
      guard.run(() -> plan.learn(names));
      walkedTo = names.size() < NAMES ? "" : names.get(NAMES - 1);
    }
    guard.run(plan::lookAround);
  }

  /** Whether there may be more. */
  private boolean round() {
    boolean byName = claimByName();
    boolean byTime = claimByTime();
    return (byName || byTime) && !guard.get(() -> stopping);
  }

  private boolean claimByName() {
    Map<String, Integer> places = guard.get(() -> plan.places(plan.most()));
    if (places.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    List<Urgency> order = Urgency.inTurn(turnsByName++);
    List<Claimed> claimed = ledger.claimByName(new ClaimByName(lease.get(), now, order, places));
    take(now, claimed);
    guard.run(() -> plan.claimed(places, claimed));
    return !claimed.isEmpty();
  }

  private boolean claimByTime() {
    int most = guard.get(plan::most);
    if (most == 0) {
      guard.run(() -> backlog = true);
      return false;
    }
    Instant now = clock.instant();
    ClaimPlan.Admission admission = plan.new Admission();
    List<Urgency> order = Urgency.inTurn(turns++);
    Predicate<String> admits = domain -> guard.get(() -> admission.admits(domain));
    Claim claim = ledger.claim(new ClaimRound(lease.get(), now, most, order, admits));
    take(now, claim.attempts());
    if (!claim.refused().isEmpty()) {
      List<Long> refused = new ArrayList<>();
      claim.refused().values().forEach(refused::addAll);
      ledger.park(refused);
      guard.run(() -> plan.learn(claim.refused().keySet()));
    }
    // A round that changed nothing would find the same again.
    return claim.more() && !(claim.attempts().isEmpty() && claim.refused().isEmpty());
  }

  private void take(Instant readAt, List<Claimed> claimed) {
    taker.accept(claimed.stream().map(each -> each.readAt(readAt)).toList());
  }

  /** Whether somebody has asked since; if not, the next one to ask starts a claim. */
  private boolean isAskedAgain() {
    return guard.get(
        () -> {
          boolean asked = again && !stopping;
          again = false;
          if (!asked) {
            end();
          }
          return asked;
        });
  }

  private void end() {
    running = false;
    guard.tellQuieter();
  }
}
