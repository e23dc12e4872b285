package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * A message to be queued.
 *
 * @param expires when it is given up (RFC 5321 §4.5.4.1)
 * @param malformedTlsRequired it has a {@code TLS-Required} field that says nothing valid
 * @param smtpUtf8 it needs SMTPUTF8 onwards (RFC 6531 §3.4)
 * @param subject decoded, at most 200 characters
 * @param from the From field, decoded, at most 320 characters
 * @param forwardPaths at least one, none twice
 */
public record NewMessage(
    Instant received,
    Instant expires,
    ReversePath reversePath,
    TlsRequirement requirement,
    boolean malformedTlsRequired,
    boolean smtpUtf8,
    String subject,
    String from,
    Origin origin,
    List<ForwardPath> forwardPaths) {
  /** Copies the list. */
  public NewMessage {
    forwardPaths = List.copyOf(forwardPaths);
  }

  /**
   * Where a message came from.
   *
   * @param listener kind of the listener in lower case, or {@code notification} for our own DSNs
   * @param client IP address, null for our own
   * @param helloName the client's EHLO argument, null for our own
   * @param tls version and cipher, null for a clear session
   */
  public record Origin(
      String listener, @Nullable String client, @Nullable String helloName, @Nullable String tls) {
    /** Made here: a notification. */
    public static final Origin NOTIFICATION = new Origin("notification", null, null, null);
  }
}
