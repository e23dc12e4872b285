package org.sealpost.intake;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.OpenListeners;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * The state of the listeners as the application sees it: what was planned, what is open, what went
 * wrong. Thread-safe; lives as long as the application.
 */
public final class Reception {
  private final ListenerPlan plan;
  private final Admission admission;
  private final SenderDomains senderDomains;
  private final Suppressions suppressions;
  private @Nullable OpenListeners listeners;
  private @Nullable String problem;
  private boolean closed;

  /** Nothing is open yet. */
  public Reception(
      ListenerPlan plan,
      Admission admission,
      SenderDomains senderDomains,
      Suppressions suppressions) {
    this.plan = plan;
    this.admission = admission;
    this.senderDomains = senderDomains;
    this.suppressions = suppressions;
  }

  /** What is to be opened. */
  public ListenerPlan plan() {
    return plan;
  }

  Admission admission() {
    return admission;
  }

  /** May a transaction begin so? What needs the DNS is answered later. */
  CompletionStage<Reply> onReversePath(
      SmtpSession session, ReversePath reversePath, MailParameters parameters) {
    Reply reply = admission.onReversePath(session, reversePath, parameters);
    Mailbox sender = reversePath.mailbox();
    return sender != null && reply.isPositive() && admission.needsSenderDomain(session, reversePath)
        ? senderDomains.check(sender.domain())
        : CompletableFuture.completedStage(reply);
  }

  /** May a message go there? Whoever may send there hears at once where nothing is sent. */
  Reply onForwardPath(SmtpSession session, ReversePath reversePath, ForwardPath forwardPath) {
    Reply reply = admission.onForwardPath(session, forwardPath);
    if (!reply.isPositive() || !admission.isElsewhere(forwardPath)) {
      return reply;
    }
    Reply refusal = suppressions.refusal(reversePath, forwardPath);
    return refusal == null ? reply : refusal;
  }

  void opened(OpenListeners opened) {
    boolean late;
    synchronized (this) {
      listeners = opened;
      late = closed;
    }
    if (late) {
      opened.close(Duration.ZERO);
    }
  }

  synchronized void refused(String why) {
    IntakeLog.listenersRefused(why);
    problem = why;
  }

  /** Where mail is taken now; empty while nothing is open. */
  public synchronized List<InetSocketAddress> addresses() {
    return listeners == null || closed ? List.of() : listeners.addresses();
  }

  /** Why nothing could be opened. */
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Takes no more mail; returns when what was under way has its reply, or after the patience. */
  public void close(Duration patience) {
    OpenListeners open;
    synchronized (this) {
      closed = true;
      open = listeners;
    }
    if (open != null) {
      open.close(patience);
    }
  }
}
