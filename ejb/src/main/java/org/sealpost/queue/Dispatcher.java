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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.HostConduct;
import org.sealpost.delivery.NextHop;
import org.sealpost.smtp.TlsRequirement;

/**
 * Decides which attempt runs when: a line for each next-hop domain, served in turn, within the
 * limits of sessions in all, to one domain and to one host. Slow domains and hosts, however many,
 * leave room and workers to the others ({@link DomainLines}, {@link HostLanes}).
 *
 * <p>Work comes in two ways: a message claimed at birth (its intake transaction reserved a place
 * here and leased its recipients), and batches of due recipients claimed on {@link #tick}. Lines
 * are short on purpose: what does not fit stays in the database, where an operator can reach it.
 *
 * <p>Thread-safe. Attempts run on the executor; no lock is held while one does.
 */
public final class Dispatcher {
  /** How long a lease is; renewed while the work lasts. */
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final int CLAIM_AT_ONCE = 200;

  /** When to look again at what waits for a host for which too many wait in memory. */
  private static final Duration OVERFLOW = Duration.ofMinutes(1);

  private final DispatchLimits limits;
  private final String node;
  private final Ledger ledger;
  private final NextHop nextHop;
  private final Recorder recorder;
  private final FlowRules rules;
  private final Executor executor;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final DomainLines lines;
  private final Set<Claimed> running = new HashSet<>();
  private final RequirementChanges changes;
  private boolean claiming;

  /** Somebody asked for a claim while one was being made. */
  private boolean claimAgain;

  /** Something due was left in the database for want of room. */
  private boolean backlog;

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
    this.nextHop = nextHop;
    this.executor = executor;
    this.clock = clock;
    this.lines = new DomainLines(limits, parts.rules());
    this.changes = new RequirementChanges(clock);
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
      submit(readAt(clock.instant(), claimed));
    }

    /** The message was not stored. */
    void release() {
      locked(() -> lines.release(domains));
    }
  }

  /** Reserves places for a message; empty where a line is full or the dispatcher is stopping. */
  Optional<Room> reserve(Collection<String> domains) {
    lock.lock();
    try {
      if (stopping || !lines.reserve(domains)) {
        backlog = true;
        return Optional.empty();
      }
      return Optional.of(new Room(lease(), domains));
    } finally {
      lock.unlock();
    }
  }

  /** Takes up what is due in the database; called about once a second, and after a change. */
  public void tick() {
    Instant now = clock.instant();
    lock.lock();
    try {
      if (stopping) {
        return;
      }
      if (leasesRenewed.plus(LEASE.dividedBy(3)).isBefore(now)) {
        leasesRenewed = now;
        started(this::renewLeases);
      }
    } finally {
      lock.unlock();
    }
    startClaiming();
  }

  /** What operators have laid down about how mail flows. */
  FlowRules rules() {
    return rules;
  }

  /** The hosts that falter or have something under way here, those with fewest left first. */
  public List<HostState> hosts(int most) {
    return locking(() -> lines.hosts(clock.instant(), most));
  }

  /** The requirement of a message was changed; attempts that have not begun go by the new one. */
  public void requirementChanged(long messageId, TlsRequirement requirement) {
    // What waits is changed; what is being claimed at this moment, with the old value already read,
    // meets the change when its attempt begins.
    changes.add(messageId, requirement);
    locked(() -> lines.replaceWaiting(changes::applied));
  }

  /**
   * Starts nothing more, gives back what waits, and returns when the running attempts have ended
   * and are recorded, or the patience is at its end: what still runs then is tried again after the
   * next start.
   *
   * @return whether everything ended in time
   */
  public boolean stop(Duration patience) throws InterruptedException {
    List<Claimed> waiting;
    boolean ended;
    lock.lock();
    try {
      stopping = true;
      waiting = lines.removeWaiting();
    } finally {
      lock.unlock();
    }
    try {
      giveBack(waiting);
    } catch (RuntimeException failure) {
      QueueLog.claimFailed(failure); // the next start finds their leases void
    }
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (!(running.isEmpty() && !claiming) && nanos > 0) {
        nanos = quiet.awaitNanos(nanos);
      }
      ended = running.isEmpty() && !claiming;
    } finally {
      lock.unlock();
    }
    return recorder.stop(patience) && ended;
  }

  private void startClaiming() {
    boolean start =
        locking(
            () -> {
              boolean first = !stopping && !claiming;
              claimAgain = claimAgain || claiming;
              claiming = claiming || first;
              backlog = backlog && !first;
              return first;
            });
    if (start && !started(this::claim)) {
      locked(() -> claiming = false);
    }
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

  private void claim() {
    boolean ended = false;
    try {
      while (!ended) {
        ended = !claimBatch() && !isAskedAgain();
      }
    } catch (RuntimeException | Error failure) {
      // The rows are as they were: the next tick asks again.
      QueueLog.claimFailed(failure);
    } finally {
      if (!ended) {
        locked(this::endClaiming);
      }
    }
  }

  /** Whether there may be more. */
  private boolean claimBatch() {
    Set<String> busy = locking(lines::leaveFull);
    int room = locking(lines::roomLeft);
    if (room <= 0) {
      locked(() -> backlog = true);
      return false;
    }
    // Never all the room at once: it could all be for one domain.
    int most = Math.min(CLAIM_AT_ONCE, Math.max(1, room / 2));
    Instant now = clock.instant();
    List<Claimed> claimed = readAt(now, ledger.claim(lease(), now, most, busy));
    submit(claimed);
    boolean more = claimed.stream().mapToInt(one -> one.recipients().size()).sum() >= most;
    return more && !locking(() -> stopping);
  }

  private static List<Claimed> readAt(Instant time, List<Claimed> claimed) {
    return claimed.stream().map(each -> each.readAt(time)).toList();
  }

  /** Whether somebody has asked since; if not, the next one to ask starts a claim. */
  private boolean isAskedAgain() {
    return locking(
        () -> {
          boolean again = claimAgain && !stopping;
          claimAgain = false;
          if (!again) {
            endClaiming();
          }
          return again;
        });
  }

  private void endClaiming() {
    claiming = false;
    quiet.signalAll();
  }

  private void submit(List<Claimed> claimed) {
    List<Claimed> overflow = new ArrayList<>();
    boolean refused =
        locking(
            () -> {
              if (!stopping) {
                claimed.stream().filter(one -> !lines.add(one)).forEach(overflow::add);
                startWorkers();
              }
              return stopping;
            });
    giveBack(refused ? claimed : List.of());
    putOff(overflow);
  }

  private void putOff(List<Claimed> overflow) {
    if (!overflow.isEmpty()) {
      ledger.giveBack(ids(overflow), clock.instant().plus(OVERFLOW));
    }
  }

  private static List<Long> ids(List<Claimed> claimed) {
    return claimed.stream().flatMap(one -> one.recipientIds().stream()).toList();
  }

  private void startWorkers() {
    while (running.size() < limits.workers()) {
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

  /** Makes it; false where the host has no room for it, so that it waits in its line again. */
  private boolean attempt(Claimed claimed) {
    try {
      String host = nextHop.likelyHost(claimed.domain());
      DomainLines.Entry entry = locking(() -> entry(claimed, host));
      if (!entry.enters()) {
        putOff(entry.overflow());
        return false;
      }
      FreshRequirement latest = new FreshRequirement(claimed, ledger, changes, clock);
      Claimed current = claimed.withRequirement(latest.get());
      DeliveryResult result = nextHop.attempt(current.job(latest));
      recorder.add(current, result);
      // After that: nothing may keep the outcome from being recorded.
      HostConduct conduct = HostConduct.of(result, host);
      locked(() -> lines.observe(claimed, conduct, clock.instant()));
    } catch (RuntimeException | Error broken) {
      // A fault of ours, or no memory left: the lease is not renewed, so the message is tried again
      // when it ends, not in a loop, and the operator reads of it.
      QueueLog.attemptBroken(MessageEntity.queueId(claimed.messageId()), broken);
    }
    return true;
  }

  private DomainLines.Entry entry(Claimed claimed, String host) {
    DomainLines.Entry entry = lines.enter(claimed, host, clock.instant());
    if (!entry.enters()) {
      running.remove(claimed);
    }
    return entry;
  }

  private @Nullable Claimed turn() {
    if (locking(this::hasRoomAgain)) {
      startClaiming();
    }
    return locking(this::nextTurn);
  }

  private boolean hasRoomAgain() {
    return !stopping && backlog && lines.roomLeft() > limits.waiting() / 2;
  }

  private @Nullable Claimed nextTurn() {
    Claimed next = running.size() < limits.workers() ? lines.next(clock.instant()) : null;
    if (next != null) {
      running.add(next);
    }
    // What has ended may have made room for more than one.
    startWorkers();
    quiet.signalAll();
    return next;
  }

  private @Nullable Claimed turnAfter(Claimed ended) {
    boolean takeUp;
    Claimed next;
    lock.lock();
    try {
      running.remove(ended);
      boolean low = lines.runsLow(ended.domain().name());
      lines.finished(ended, clock.instant());
      next = nextTurn();
      takeUp = (low && !stopping) || hasRoomAgain();
    } finally {
      lock.unlock();
    }
    if (takeUp) {
      startClaiming();
    }
    return next;
  }

  private void renewLeases() {
    List<Long> held = new ArrayList<>();
    locked(
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
    if (!claimed.isEmpty()) {
      ledger.giveBack(ids(claimed), clock.instant());
    }
  }

  private Lease lease() {
    return new Lease(node, clock.instant().plus(LEASE));
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private <T extends @Nullable Object> T locking(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
