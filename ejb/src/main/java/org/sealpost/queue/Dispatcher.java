package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.HostConduct;
import org.sealpost.delivery.NextHop;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * Decides which attempt runs when: a line for each next-hop domain, served in turn, within the
 * limits of sessions in all, to one domain and to one host. Slow domains and hosts, however many,
 * leave room and workers to the others ({@link DomainLines}, {@link HostLanes}). An operator may
 * {@link #close} lines, or all of them.
 *
 * <p>Work comes in two ways: a message claimed at birth (its intake transaction reserved a place
 * here and leased its recipients), and batches of due recipients claimed on {@link #tick} ({@link
 * Claiming}). Lines are short on purpose: what does not fit stays in the database, where an
 * operator can reach it.
 *
 * <p>Thread-safe. Attempts run on the executor; no lock is held while one does.
 */
public final class Dispatcher {
  /** How long a lease is; renewed while the work lasts. */
  static final Duration LEASE = Duration.ofMinutes(5);

  /** When to look again at what waits for a host for which too many wait in memory. */
  private static final Duration OVERFLOW = Duration.ofMinutes(1);

  /** How long what could not begin waits where the database fails: not in a loop. */
  private static final Duration UNREAD = Duration.ofSeconds(10);

  private final DispatchLimits limits;
  private final String node;
  private final Ledger ledger;
  private final NextHop nextHop;
  private final Recorder recorder;
  private final FlowRules rules;
  private final Arrivals arrivals;
  private final Executor executor;
  private final InstantSource clock;

  private final Guard guard = new Guard();
  private final DomainLines lines;
  private final ClaimPlan plan;
  private final Claiming claiming;
  private final Set<Claimed> running = new HashSet<>();
  private final RequirementChanges changes;
  private final Returns returns;
  private boolean stopping;
  private Instant leasesRenewed;

  /**
   * A dispatcher at rest; nothing runs until the first {@link #tick} or message.
   *
   * @param node this node's name, the same over its restarts
   */
  public Dispatcher(
      DispatchLimits limits,
      String node,
      QueueParts parts,
      NextHop nextHop,
      Executor executor,
      InstantSource clock) {
    this.limits = limits;
    this.node = node;
    this.ledger = parts.ledger();
    this.recorder = parts.recorder();
    this.rules = parts.rules();
    this.arrivals = parts.arrivals();
    this.nextHop = nextHop;
    this.executor = executor;
    this.clock = clock;
    this.lines = new DomainLines(limits, parts.rules());
    this.plan = new ClaimPlan(lines);
    plan.close(rules.closed()); // before anything is claimed
    this.claiming =
        new Claiming(
            guard,
            plan,
            ledger,
            new Claiming.Lessor(clock, this::lease),
            this::started,
            this::submit);
    this.changes = new RequirementChanges(clock);
    this.returns = new Returns(ledger, clock);
    this.leasesRenewed = clock.instant();
  }

  /** A promise of one place in each of some lines, for a message about to be stored. */
  public final class Room {
    private final Lease lease;
    private final Collection<String> domains;

    private Room(Lease lease, Collection<String> domains) {
      this.lease = lease;
      this.domains = domains;
    }

    Lease lease() {
      return lease;
    }

    /** The message is committed: its attempts take the places. */
    void take(List<Claimed> claimed) {
      release();
      Instant now = clock.instant();
      submit(claimed.stream().map(each -> each.readAt(now)).toList());
    }

    /** The message was not stored. */
    void release() {
      guard.run(() -> lines.release(domains));
    }
  }

  /** Reserves places for a message; empty where a line is full or the dispatcher is stopping. */
  Optional<Room> reserve(Collection<String> domains) {
    return guard.get(
        () -> {
          boolean open = !stopping && domains.stream().noneMatch(plan::isClosed);
          if (open && lines.reserve(domains)) {
            return Optional.of(new Room(lease(), domains));
          }
          claiming.leftBehind();
          return Optional.empty();
        });
  }

  /** Takes up what is due in the database; called about once a second, and after a change. */
  public void tick() {
    guard.run(
        () -> {
          Instant now = clock.instant();
          if (!stopping && leasesRenewed.plus(LEASE.dividedBy(3)).isBefore(now)) {
            leasesRenewed = now;
            started(this::renewLeases);
          }
        });
    giveReturns();
    claiming.tick();
  }

  /**
   * From now on these lines are closed, and all others open. What waits in a line that was closed
   * goes back to the database, nothing is claimed for it any more, and what is due there is parked;
   * attempts that run go on. When a line is open again, what was parked is claimed by its name.
   */
  public void close(ClosedLines closed) {
    List<Claimed> waiting =
        guard.get(
            () -> {
              plan.close(closed);
              return lines.removeLines(plan::isClosed);
            });
    giveBack(waiting);
    claiming.ask();
  }

  /**
   * Takes attempts that have not begun out of their lines, so that none of them begins. Who calls
   * changes their recipients, or {@link #giveBack gives them back}; where it does neither, they are
   * tried again when their leases end.
   */
  public Recalled recall(BiPredicate<ReversePath, Domain> which) {
    List<Claimed> taken =
        guard.get(() -> lines.removeWaiting(one -> which.test(one.reversePath(), one.domain())));
    return new Recalled(node, ids(taken));
  }

  /** Makes due again what was recalled and is still leased to this node. */
  public void giveBack(Recalled recalled) {
    if (!recalled.recipientIds().isEmpty()) {
      giveBack(recalled.recipientIds(), clock.instant());
      claiming.ask();
    }
  }

  /**
   * Takes attempts for these recipients that have not begun out of their lines, and gives them
   * back: those that somebody has held into their hold. At once; the database is left to other
   * threads.
   */
  public void callOff(Collection<Long> recipientIds) {
    Set<Long> held = Set.copyOf(recipientIds);
    List<Claimed> taken =
        guard.get(
            () -> lines.removeWaiting(one -> one.recipientIds().stream().anyMatch(held::contains)));
    returns.add(lease(), ids(taken), clock.instant());
    giveReturns();
  }

  private void giveReturns() {
    if (!returns.isEmpty()) {
      started(
          () -> {
            returns.give();
            claiming.ask();
          });
    }
  }

  /**
   * Recipients that are leased and not being attempted.
   *
   * @param node whose lease it is
   */
  public record Recalled(String node, List<Long> recipientIds) {
    /** Copies the list. */
    public Recalled {
      recipientIds = List.copyOf(recipientIds);
    }
  }

  /** What operators have laid down about how mail flows. */
  FlowRules rules() {
    return rules;
  }

  /** Who is told of messages that have come. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** The hosts that falter or have something under way here, those with fewest left first. */
  public List<HostState> hosts(int most) {
    return guard.get(() -> lines.hosts(clock.instant(), most));
  }

  /** The requirement of a message was changed; attempts that have not begun go by the new one. */
  public void requirementChanged(long messageId, TlsRequirement requirement) {
    // What waits is changed; what is being claimed at this moment, with the old value already read,
    // meets the change when its attempt begins.
    changes.add(messageId, requirement);
    guard.run(() -> lines.replaceWaiting(changes::applied));
  }

  /**
   * Starts nothing more, gives back what waits, and returns when the running attempts have ended
   * and are recorded, or the patience is at its end: what still runs then is tried again after the
   * next start.
   *
   * @return whether everything ended in time
   */
  public boolean stop(Duration patience) throws InterruptedException {
    List<Claimed> waiting =
        guard.get(
            () -> {
              stopping = true;
              claiming.stop();
              return lines.removeLines(domain -> true);
            });
    giveBack(waiting); // where that fails, the next start finds their leases void
    boolean ended =
        guard.await(() -> running.isEmpty() && !claiming.isRunning(), patience.toNanos());
    return recorder.stop(patience) && ended;
  }

  /** Whether a thread could be had; without one nothing is lost, only later. */
  private boolean started(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RuntimeException | Error noThread) {
      QueueLog.noThread(noThread);
      return false;
    }
  }

  private void submit(List<Claimed> claimed) {
    List<Claimed> refused = new ArrayList<>();
    List<Claimed> overflow = new ArrayList<>();
    guard.run(
        () -> {
          for (Claimed one : claimed) {
            if (stopping || plan.isClosed(one.domain().name())) {
              refused.add(one);
            } else if (!lines.add(one)) {
              overflow.add(one);
            }
          }
          startWorkers();
        });
    giveBack(refused);
    putOff(overflow);
  }

  private void putOff(List<Claimed> overflow) {
    giveBack(ids(overflow), clock.instant().plus(OVERFLOW));
  }

  private static List<Long> ids(List<Claimed> claimed) {
    return claimed.stream().flatMap(one -> one.recipientIds().stream()).toList();
  }

  private void startWorkers() {
    while (!stopping && running.size() < limits.workers()) {
      Claimed first = lines.next(clock.instant());
      if (first == null) {
        return;
      }
      running.add(first);
      if (!started(() -> work(first))) {
        running.remove(first);
        lines.putBack(first);
        return; // the next turn or tick tries again
      }
    }
  }

  private void work(Claimed first) {
    Claimed claimed = first;
    while (claimed != null) {
      claimed = attempt(claimed) ? turnAfter(claimed) : turn();
    }
  }

  /**
   * Makes it; false where the host has no room for it, so that it waits in its line again, or its
   * line was closed meanwhile.
   */
  private boolean attempt(Claimed claimed) {
    try {
      if (guard.get(() -> wasClosed(claimed))) {
        giveBack(List.of(claimed));
        return false;
      }
      String host = nextHop.likelyHost(claimed.domain());
      DomainLines.Entry entry = guard.get(() -> entry(claimed, host));
      if (!entry.enters()) {
        putOff(entry.overflow());
        return false;
      }
      FreshRequirement latest = new FreshRequirement(claimed, node, ledger, changes, clock);
      Claimed current = claimed.withRequirement(latest.get());
      DeliveryResult result = nextHop.attempt(current.job(latest));
      recorder.add(current, result);
      // After that: nothing may keep the outcome from being recorded.
      HostConduct conduct = HostConduct.of(result, host);
      guard.run(() -> lines.observe(claimed, conduct, clock.instant()));
    } catch (CalledOffException calledOff) {
      endUntried(claimed, calledOff.getCause());
    } catch (RuntimeException | Error broken) {
      // A fault of ours, or no memory left: the lease is not renewed, so the message is tried again
      // when it ends, not in a loop, and the operator reads of it.
      QueueLog.attemptBroken(MessageEntity.queueId(claimed.messageId()), broken);
    }
    return true;
  }

  private void endUntried(Claimed claimed, @Nullable Throwable fault) {
    Instant due = clock.instant();
    if (fault != null) {
      due = due.plus(UNREAD);
    }
    giveBack(claimed.recipientIds(), due);
  }

  private boolean wasClosed(Claimed claimed) {
    boolean closed = plan.isClosed(claimed.domain().name());
    if (closed) {
      running.remove(claimed);
      lines.finished(claimed, clock.instant());
    }
    return closed;
  }

  private DomainLines.Entry entry(Claimed claimed, String host) {
    DomainLines.Entry entry = lines.enter(claimed, host, clock.instant());
    if (!entry.enters()) {
      running.remove(claimed);
    }
    return entry;
  }

  private @Nullable Claimed turn() {
    if (guard.get(this::hasRoomAgain)) {
      claiming.ask();
    }
    return guard.get(this::nextTurn);
  }

  private boolean hasRoomAgain() {
    return claiming.hasBacklog() && lines.roomLeft() > limits.waiting() / 2;
  }

  private @Nullable Claimed nextTurn() {
    Claimed next = running.size() < limits.workers() ? lines.next(clock.instant()) : null;
    if (next != null) {
      running.add(next);
    }
    // What has ended may have made room for more than one.
    startWorkers();
    guard.tellQuieter();
    return next;
  }

  private @Nullable Claimed turnAfter(Claimed ended) {
    AtomicBoolean takeUp = new AtomicBoolean();
    Claimed next =
        guard.get(
            () -> {
              running.remove(ended);
              boolean low = plan.runsLow(ended.domain().name());
              lines.finished(ended, clock.instant());
              Claimed following = nextTurn();
              takeUp.set(low || hasRoomAgain());
              return following;
            });
    if (takeUp.get()) {
      claiming.ask();
    }
    return next;
  }

  private void renewLeases() {
    List<Long> held = new ArrayList<>();
    guard.run(
        () -> {
          running.forEach(claimed -> held.addAll(claimed.recipientIds()));
          lines.waiting().forEach(claimed -> held.addAll(claimed.recipientIds()));
        });
    held.addAll(recorder.unrecorded());
    try {
      if (!held.isEmpty()) {
        ledger.renew(lease(), held);
      }
      int ended = ledger.endLeases(clock.instant());
      if (ended > 0) {
        QueueLog.leasesEnded(ended);
      }
    } catch (RuntimeException failure) {
      QueueLog.claimFailed(failure);
    }
  }

  private void giveBack(List<Claimed> claimed) {
    giveBack(ids(claimed), clock.instant());
  }

  /** Now, or as soon as the database takes it. */
  private void giveBack(List<Long> recipientIds, Instant due) {
    returns.add(lease(), recipientIds, due);
    returns.give();
  }

  private Lease lease() {
    return new Lease(node, clock.instant().plus(LEASE));
  }
}
