package org.sealpost.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.book.BookRefresh;
import org.sealpost.book.CurrentBook;
import org.sealpost.queue.ClosedLines;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.FlowRules;
import org.sealpost.queue.HeldBy;
import org.sealpost.queue.LineLimit;
import org.sealpost.queue.NewMessage;
import org.sealpost.queue.RuledWaits;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;

/**
 * The rules that count now. A change puts a new book in place once it is committed. Thread-safe;
 * does not block; lives as long as the application.
 */
public final class Flow implements FlowRules {
  private final CurrentBook<FlowBook> book;
  private volatile Consumer<ClosedLines> onPause = closed -> {};

  /** Begins with this book. */
  public Flow(FlowBook book) {
    this.book = new CurrentBook<>(book, FlowBook::version);
  }

  /** Tells which lines are closed, now and after every change. */
  public void tellPauses(Consumer<ClosedLines> listener) {
    onPause = listener;
    listener.accept(closed());
  }

  @Override
  public ClosedLines closed() {
    return book.current().closed();
  }

  @Override
  public @Nullable HeldBy heldBy(NewMessage message, ForwardPath path) {
    return book.current().heldBy(message, path.domain());
  }

  @Override
  public LineLimit limit(String domain) {
    return book.current().limit(domain);
  }

  @Override
  public @Nullable RuledWaits waits(Domain domain, FailureKind kind) {
    return book.current().waits(domain.name(), kind);
  }

  /** Whether a pause has come to the end that was set for it, and is still in force. */
  public boolean hasPauseOver(Instant now) {
    return book.current().hasPauseOver(now);
  }

  /**
   * Has pauses ended when their time has come; to be run every few seconds.
   *
   * @param end ends them, in a transaction of its own
   */
  public Runnable endingPauses(Consumer<Instant> end, InstantSource clock) {
    return () -> {
      Instant now = clock.instant();
      try {
        if (hasPauseOver(now)) {
          end.accept(now);
        }
      } catch (RuntimeException failure) {
        FlowLog.pauseNotEnded(failure); // would end the schedule for good
      }
    };
  }

  PatternMap<NextHops> routes() {
    return book.current().routes();
  }

  /** Reads what another node has changed; to be run every few seconds. */
  public Runnable readingFrom(FlowSource source) {
    return new BookRefresh<>(
        source::newerThan, book::version, this::publish, FlowLog::rulesNotRead);
  }

  /** Puts a newer book in place; an older one is thrown away. */
  public void publish(FlowBook newer) {
    book.publish(newer);
    onPause.accept(closed());
  }
}
