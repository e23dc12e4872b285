package org.sealpost.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.SuppressedRecipients;
import org.sealpost.intake.Suppressions;
import org.sealpost.queue.MessageEntity;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * To which addresses nothing is sent. Memory holds which may be on the list, so that all others
 * cost nothing; what may be there is looked up. Where that fails, the mail is sent: the list saves
 * work, and is no protection. Thread-safe; lives as long as the application.
 */
public final class Suppression implements SuppressedRecipients.Lookup, Suppressions {
  /**
   * Choice: 5.1.1, the address is no good (RFC 3463 §3.2), which is what the list says of it. A
   * client that takes it for the host's own word is right as well.
   */
  private static final EnhancedStatusCode STATUS = new EnhancedStatusCode(5, 1, 1);

  private static final int AT_ONCE = 10_000;
  private static final Duration PRUNED_EVERY = Duration.ofHours(1);

  private final SuppressionSource source;
  private final InstantSource clock;
  private final AddressFilter filter = new AddressFilter();

  // Touched by the reading thread alone.
  private long version;
  private Instant pruned = Instant.MIN;

  /** Empty until it has read. */
  public Suppression(SuppressionSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Reads what has been added since the last time, here or at another node, as far as it can. */
  public void read() {
    try {
      List<SuppressionTable.Written> added = source.writtenAfter(version, AT_ONCE);
      while (!added.isEmpty()) {
        added.forEach(each -> filter.add(each.address()));
        version = added.get(added.size() - 1).version();
        added = added.size() < AT_ONCE ? List.of() : source.writtenAfter(version, AT_ONCE);
      }
      Instant now = clock.instant();
      if (pruned.isBefore(now.minus(PRUNED_EVERY))) {
        pruned = now;
        source.prune(now);
      }
    } catch (RuntimeException failure) {
      FlowLog.suppressionNotRead(failure);
    }
  }

  /** From now on it is looked up. */
  public void mayHold(ForwardPath path) {
    filter.add(path.text());
  }

  /** Whether it may be on the list, or have failed before. */
  boolean knows(ForwardPath path) {
    return filter.mayHold(path.text());
  }

  @Override
  public Optional<Failure> find(ForwardPath path) {
    return entry(path).map(entry -> new Failure(STATUS, words(path, entry), null, null, null));
  }

  @Override
  public @Nullable Reply refusal(ReversePath reversePath, ForwardPath path) {
    if (reversePath.isNull()) {
      return null;
    }
    return entry(path)
        .map(entry -> new Reply(550, STATUS, List.of(forClients(entry))))
        .orElse(null);
  }

  private Optional<Suppressed> entry(ForwardPath path) {
    if (!knows(path) || SuppressionRules.isAlwaysTried(path)) {
      return Optional.empty();
    }
    try {
      return source.find(path, clock.instant());
    } catch (RuntimeException failure) {
      FlowLog.suppressionNotAsked(failure);
      return Optional.empty();
    }
  }

  /** What a host said is in the words as it was kept: capped, escaped. */
  private static String words(ForwardPath path, Suppressed entry) {
    String since = " since " + entry.madeAt().toString().substring(0, 10) + ": ";
    return "Not sent: "
        + path.text()
        + " is on this server's suppression list"
        + since
        + entry.said()
        + " The operator of this server can take it off the list.";
  }

  /** RFC 5321 §4.5.3.1.5: a reply line is short; the rest stands on the page. */
  private static String forClients(Suppressed entry) {
    String of =
        entry.messageId() == null
            ? ""
            : ", message " + MessageEntity.queueId(entry.messageId()) + " failed";
    String status = entry.status() == null ? "" : " (" + entry.status() + ")";
    return "On this server's suppression list since "
        + entry.madeAt().toString().substring(0, 10)
        + of
        + status
        + "; ask the postmaster to take it off";
  }
}
