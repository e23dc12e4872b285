package org.sealpost.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/**
 * Everything about one message for its page.
 *
 * @param takenAs the requirement it came with
 * @param requirement the requirement now
 * @param malformedTlsRequired it has a {@code TLS-Required} field that says nothing valid (RFC 8689
 *     §3), so it counts as DEFAULT
 * @param listener kind of the listener that took it, or {@code notification} for our own DSNs
 * @param client IP address it came from, null for our own
 * @param tls version and cipher it came with, null for a clear session
 * @param asked what the parameters of MAIL asked for, as they came; empty text for nothing
 * @param header the header fields in order, at most the first 200, values unfolded
 * @param attempts oldest first
 */
public record MessageDetail(
    long messageId,
    String queueId,
    Instant received,
    String reversePath,
    String subject,
    long octets,
    TlsRequirement takenAs,
    TlsRequirement requirement,
    boolean malformedTlsRequired,
    String listener,
    @Nullable String client,
    @Nullable String helloName,
    @Nullable String tls,
    String asked,
    List<HeaderLine> header,
    List<Recipient> recipients,
    List<Attempt> attempts) {
  /** One header field, unfolded, capped at 2,000 characters. */
  public record HeaderLine(String name, String value) {}

  /**
   * One recipient.
   *
   * @param asked what the parameters of RCPT asked for, as they came; empty text for nothing
   * @param history its way through the queue, oldest first
   */
  public record Recipient(
      long recipientId,
      String forwardPath,
      String asked,
      RecipientState state,
      int attempts,
      @Nullable Instant nextAttempt,
      @Nullable String lastStatus,
      @Nullable String lastText,
      List<RecipientStep> history) {}

  /**
   * One attempt for one recipient.
   *
   * @param outcome {@code relayed}, {@code delivered}, {@code deferred} or {@code failed}
   * @param status enhanced status code
   * @param replyLines the peer's reply, code and text, one line each; empty where there was none
   * @param stories why it was sent as it was, host by host; empty for an attempt of an earlier
   *     version
   * @param hosts the decision and result host by host, one line each, of an earlier version
   */
  public record Attempt(
      Instant at,
      String forwardPath,
      String outcome,
      @Nullable String status,
      @Nullable String explanation,
      List<String> replyLines,
      List<HostStory> stories,
      List<String> hosts) {}
}
