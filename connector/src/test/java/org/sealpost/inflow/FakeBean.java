package org.sealpost.inflow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/** A message-driven bean whose answers the test chooses. */
final class FakeBean implements MailTransactionListener {
  static final Reply STORED = Reply.of(250, "2.6.0", "Stored");

  final CompletableFuture<ListenerPlan> plan = new CompletableFuture<>();
  final CompletableFuture<OpenListeners> opened = new CompletableFuture<>();
  final CompletableFuture<String> refused = new CompletableFuture<>();

  /** What a message meets; by default it is stored. */
  volatile Supplier<Reply> onMailData = () -> STORED;

  static final ScramKeys KEYS = new ScramKeys(new byte[16], 4096, new byte[32], new byte[32]);

  /** Whom a proof is checked against. */
  volatile Supplier<ScramKeys> onScramKeys = () -> KEYS;

  /** What a credential meets; by default it is refused. */
  volatile Supplier<SignIn> onSignIn = SignIn.Refused::new;

  /** What a reverse-path meets; by default it is welcome. */
  volatile Supplier<Reply> onReversePath = () -> Reply.of(250, "2.1.0", "Fine");

  final Semaphore mayProceed = new Semaphore(0);
  final AtomicInteger inside = new AtomicInteger();
  final AtomicInteger mostInside = new AtomicInteger();

  /** Lets no message through until {@link #mayProceed} has a permit for it. */
  Reply waitForPermit() {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    mayProceed.acquireUninterruptibly();
    inside.decrementAndGet();
    return STORED;
  }

  OpenListeners awaitOpened() throws Exception {
    return opened.get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public ListenerPlan plan() {
    return plan.join();
  }

  @Override
  public void opened(OpenListeners listeners) {
    opened.complete(listeners);
  }

  @Override
  public void refused(String why) {
    refused.complete(why);
  }

  @Override
  public ScramKeys scramKeys(SmtpSession session, String userName) {
    return onScramKeys.get();
  }

  @Override
  public SignIn signIn(SmtpSession session, Credential credential) {
    return onSignIn.get();
  }

  @Override
  public CompletionStage<Reply> onReversePath(
      SmtpSession session, ReversePath reversePath, MailParameters parameters) {
    return CompletableFuture.completedStage(onReversePath.get());
  }

  @Override
  public Reply onForwardPath(
      SmtpSession session, ReversePath reversePath, ForwardPath forwardPath) {
    return Reply.of(250, "2.1.5", "Fine");
  }

  @Override
  public Reply onMailData(MailTransaction transaction) {
    return onMailData.get();
  }
}
