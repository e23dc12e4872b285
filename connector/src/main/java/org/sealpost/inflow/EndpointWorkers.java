package org.sealpost.inflow;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.server.ConnectorLog;
import org.sealpost.server.MailEndpoint;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * The threads that call the endpoint: a fixed number of long-running Works, each with an endpoint
 * of its own, fed from one queue. So a call costs two thread hops and no endpoint look-up, and
 * calls beyond that number wait instead of being refused by the container (a bean pool that is
 * empty throws at once). The queue needs no bound of its own: each session has at most one call in
 * it.
 *
 * <p>Thread-safe. A call is answered exactly once; those that find the workers stopped get 421.
 */
final class EndpointWorkers implements MailEndpoint {
  /** What the queue holds: one question to the endpoint, or the end. */
  private interface Call<T> {
    T make(EndpointCall calls, MessageEndpoint endpoint) throws EndpointFailure;
  }

  /** A call, where its answer goes, and what is answered where the endpoint gives none. */
  private record Asked<T>(Call<T> call, T stopping, T failed, Consumer<T> answer) {
    void turnAway() {
      answer.accept(stopping);
    }
  }

  private final MessageEndpointFactory factory;
  private final EndpointCall calls;
  private final Duration longestWait;
  private final BlockingQueue<Asked<?>> queue = new LinkedBlockingQueue<>();
  private final Asked<Reply> end =
      new Asked<>(
          (unused, endpoint) -> Replies.SHUTTING_DOWN,
          Replies.SHUTTING_DOWN,
          Replies.SHUTTING_DOWN,
          reply -> {});
  private final Object lock = new Object();
  private boolean stopping;
  private int running;

  /**
   * Workers that are still to be started.
   *
   * @param longestWait a message that no worker has begun within this time is not begun any more
   */
  EndpointWorkers(MessageEndpointFactory factory, EndpointCall calls, Duration longestWait) {
    this.factory = factory;
    this.calls = calls;
    this.longestWait = longestWait;
  }

  /**
   * Starts the workers.
   *
   * @throws WorkException where the container takes none of them; those it took are stopped again
   */
  void start(WorkManager workManager, int count) throws WorkException {
    for (int i = 0; i < count; i++) {
      synchronized (lock) {
        running++;
      }
      try {
        workManager.scheduleWork(new Worker());
      } catch (WorkException e) {
        ended();
        throw e;
      }
    }
  }

  @Override
  public void scramKeys(
      SmtpSession session, String userName, Consumer<Optional<ScramKeys>> answer) {
    put(
        new Asked<>(
            (pairing, endpoint) ->
                pairing.make(
                    endpoint,
                    EndpointMethod.SCRAM_KEYS,
                    listener -> Optional.ofNullable(listener.scramKeys(session, userName))),
            Optional.empty(),
            Optional.empty(),
            answer));
  }

  @Override
  public void signIn(SmtpSession session, Credential credential, Consumer<SignIn> answer) {
    put(
        new Asked<>(
            (pairing, endpoint) ->
                pairing.make(
                    endpoint,
                    EndpointMethod.SIGN_IN,
                    listener -> listener.signIn(session, credential)),
            new SignIn.Unavailable(),
            new SignIn.Unavailable(),
            answer));
  }

  @Override
  public void onReversePath(
      SmtpSession session,
      ReversePath reversePath,
      MailParameters parameters,
      Consumer<Reply> answer) {
    put(
        new Asked<>(
            (pairing, endpoint) ->
                pairing.make(
                    endpoint,
                    EndpointMethod.ON_REVERSE_PATH,
                    listener -> listener.onReversePath(session, reversePath, parameters)),
            CompletableFuture.completedStage(Replies.SHUTTING_DOWN),
            CompletableFuture.completedStage(Replies.LOCAL_ERROR),
            stage -> stage.whenComplete((reply, failure) -> answer.accept(sound(reply, failure)))));
  }

  @Override
  public void onForwardPath(
      SmtpSession session,
      ReversePath reversePath,
      ForwardPath forwardPath,
      Consumer<Reply> answer) {
    put(
        (pairing, endpoint) ->
            pairing.make(
                endpoint,
                EndpointMethod.ON_FORWARD_PATH,
                listener -> listener.onForwardPath(session, reversePath, forwardPath)),
        answer);
  }

  @Override
  public void onMailData(MailTransaction transaction, Consumer<Reply> answer) {
    long latest = System.nanoTime() + longestWait.toNanos();
    put(
        (pairing, endpoint) ->
            // RFC 5321 §4.5.3.2.6: a client that got no reply will send the message again, so one
            // that waited too long must not be stored behind its back.
            System.nanoTime() - latest > 0
                ? Replies.TOO_BUSY
                : pairing.onMailData(endpoint, transaction),
        answer);
  }

  private static Reply sound(@Nullable Reply reply, @Nullable Throwable failure) {
    if (failure != null) {
      ConnectorLog.endpointThrew(EndpointMethod.ON_REVERSE_PATH.text(), failure);
    }
    return failure != null || reply == null ? Replies.LOCAL_ERROR : reply;
  }

  private void put(Call<Reply> call, Consumer<Reply> answer) {
    put(new Asked<>(call, Replies.SHUTTING_DOWN, Replies.LOCAL_ERROR, answer));
  }

  private void put(Asked<?> asked) {
    boolean late;
    synchronized (lock) {
      late = stopping;
      if (!late) {
        queue.add(asked);
      }
    }
    if (late) {
      asked.turnAway();
    }
  }

  /**
   * Takes no new call, answers those that no worker has begun, and waits for the others.
   *
   * @return whether all workers have ended within the patience
   */
  boolean stop(Duration patience) throws InterruptedException {
    synchronized (lock) {
      stopping = true;
    }
    Asked<?> waiting;
    while ((waiting = queue.poll()) != null) {
      waiting.turnAway();
    }
    queue.add(end);
    long until = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (running > 0) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        lock.wait(left / 1_000_000 + 1);
      }
    }
    return true;
  }

  private void ended() {
    synchronized (lock) {
      running--;
      lock.notifyAll();
    }
  }

  /** One thread of the container's, and one endpoint. */
  private final class Worker implements Work {
    private @Nullable MessageEndpoint endpoint;

    @Override
    public void run() {
      try {
        serve();
      } catch (InterruptedException e) {
        // The container wants its thread back.
        Thread.currentThread().interrupt();
      } finally {
        dropEndpoint();
        ended();
      }
    }

    /** The container stops all Works of the adapter before it is stopped itself. */
    @Override
    public void release() {
      queue.add(end);
    }

    private void serve() throws InterruptedException {
      while (true) {
        Asked<?> asked = queue.take();
        if (asked.equals(end)) {
          // For the next worker: one mark ends all.
          queue.add(end);
          return;
        }
        serve(asked);
      }
    }

    private <T> void serve(Asked<T> asked) {
      asked.answer().accept(answer(asked));
    }

    private <T> T answer(Asked<T> asked) {
      try {
        T answer = asked.call().make(calls, ownEndpoint());
        // A bean that returns null has not answered.
        return answer == null ? asked.failed() : answer;
      } catch (UnavailableException e) {
        ConnectorLog.endpointUnavailable(e);
      } catch (EndpointFailure e) {
        ConnectorLog.endpointThrew(e.method(), e);
        dropEndpoint();
      } catch (RuntimeException | Error e) {
        // The container itself failed; the worker lives on, and the client gets its answer.
        ConnectorLog.endpointUnavailable(e);
        dropEndpoint();
      }
      return asked.failed();
    }

    private MessageEndpoint ownEndpoint() throws UnavailableException {
      MessageEndpoint own = endpoint;
      if (own == null) {
        own = factory.createEndpoint(null);
        endpoint = own;
      }
      return own;
    }

    private void dropEndpoint() {
      MessageEndpoint own = endpoint;
      endpoint = null;
      if (own != null) {
        own.release();
      }
    }
  }
}
