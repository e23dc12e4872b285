package org.sealpost.admin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bulk on its way through the queue: in the order of the keys, so that it comes to its end
 * whatever it changes, and in chunks, so that no transaction is long and none is lost by a stop.
 * One thread runs it; any may look and cancel.
 *
 * <p>MTA-4801 (ERROR): a bulk broke off because the database refused a chunk. What was done stays
 * done; look at the database, then start the bulk again.
 */
final class BulkRun implements Runnable {
  /** As many as a page of the console, and a statement, can name. */
  static final int CHUNK = 500;

  /**
   * Choice: the filter is asked once for so many, because it may cost a look at the whole queue.
   */
  static final int PAGE = 10 * CHUNK;

  private static final Logger LOG = System.getLogger("org.sealpost.admin");

  private final long id;
  private final Originator originator;
  private final BulkScope scope;
  private final BulkAction action;
  private final BulkSteps steps;
  private final InstantSource clock;
  private final Instant started;

  private volatile boolean cancelled;
  private volatile Standing standing = new Standing(0, 0, BulkProgress.State.RUNNING, null);

  private record Standing(
      long seen, long changed, BulkProgress.State state, @Nullable Instant ended) {}

  BulkRun(long id, Order order, BulkSteps steps, InstantSource clock) {
    this.id = id;
    this.originator = order.originator();
    this.scope = order.scope();
    this.action = order.action();
    this.steps = steps;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Who wants what done with which. */
  record Order(Originator originator, BulkScope scope, BulkAction action) {}

  @Override
  public void run() {
    try {
      end(throughPages() ? BulkProgress.State.DONE : BulkProgress.State.CANCELLED);
    } catch (RuntimeException failure) { // the border of its thread
      LOG.log(Level.ERROR, "MTA-4801 bulk=" + id + " action=" + action.name() + " broke", failure);
      end(BulkProgress.State.BROKEN);
    }
  }

  /** Whether it came to the end. */
  private boolean throughPages() {
    long after = 0;
    while (true) {
      List<Long> page = steps.page(scope, after, PAGE);
      if (page.isEmpty()) {
        return true;
      }
      for (int from = 0; from < page.size(); from += CHUNK) {
        if (cancelled) {
          return false;
        }
        List<Long> chunk = page.subList(from, Math.min(page.size(), from + CHUNK));
        int changed = steps.run(originator, action, List.copyOf(chunk));
        Standing now = standing;
        standing =
            new Standing(now.seen() + chunk.size(), now.changed() + changed, now.state(), null);
      }
      after = page.get(page.size() - 1);
    }
  }

  private void end(BulkProgress.State state) {
    standing = new Standing(standing.seen(), standing.changed(), state, clock.instant());
  }

  /** Ends it after the chunk that is being worked at. */
  void cancel() {
    cancelled = true;
  }

  BulkProgress progress() {
    Standing now = standing;
    return new BulkProgress(
        id,
        originator.name(),
        action.name(),
        BulkTable.words(scope.filter()),
        scope.count(),
        now.seen(),
        now.changed(),
        now.state(),
        started,
        now.ended());
  }
}
