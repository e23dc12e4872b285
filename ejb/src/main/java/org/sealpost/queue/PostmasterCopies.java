package org.sealpost.queue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.sealpost.config.PostmasterCopy;
import org.sealpost.config.Settings;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Mailbox;

/** What the postmaster here is told, beside the senders. */
final class PostmasterCopies {
  /** Which details of X.7 say that the way could not be protected (RFC 8689 §8, RFC 3463 §3.8). */
  private static final Set<Integer> PROTECTION = Set.of(5, 10, 30);

  private final Set<PostmasterCopy> wanted;
  private final Mailbox postmaster;

  PostmasterCopies(Settings settings) {
    Mailbox named = settings.mail().postmaster();
    this.wanted = settings.report().postmasterCopies();
    this.postmaster = named == null ? new Mailbox("postmaster", settings.hostName()) : named;
  }

  /** Where copies go. */
  Mailbox postmaster() {
    return postmaster;
  }

  /** Those of which the postmaster wants to know; empty for none. */
  List<Ended> of(MessageEntity message, List<Ended> told) {
    boolean hasSender = !message.reversePath().isNull();
    if (hasSender && Objects.equals(message.reversePath().mailbox(), postmaster)) {
      return List.of(); // is told as the sender
    }
    return told.stream()
        .filter(ended -> hasSender ? isWanted(ended) : isDoubleBounce(ended))
        .toList();
  }

  private boolean isWanted(Ended ended) {
    if (!ended.isGivenUp()) {
      return wanted.contains(PostmasterCopy.DELAYED) && !ended.state().isFinished();
    }
    return wanted.contains(PostmasterCopy.FAILED)
        || (wanted.contains(PostmasterCopy.POLICY) && isUnprotected(ended));
  }

  /** What cannot be delivered to the postmaster is not told to the postmaster: it would circle. */
  private boolean isDoubleBounce(Ended ended) {
    return wanted.contains(PostmasterCopy.DOUBLE_BOUNCE)
        && ended.isGivenUp()
        && !ended.path().mailbox().equals(postmaster);
  }

  private static boolean isUnprotected(Ended ended) {
    EnhancedStatusCode status = EnhancedStatusCode.of(ended.status());
    return (status.subject() == 7 && PROTECTION.contains(status.detail()))
        || ended.trace().stream()
            .anyMatch(
                host ->
                    host.end() == TraceEnd.NOT_VERIFIED || host.end() == TraceEnd.LACKS_REQUIRETLS);
  }
}
