package org.sealpost.inflow;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sealpost.server.ConnectorLog;
import org.sealpost.server.ListenersRefusedException;
import org.sealpost.server.SmtpServer;

/**
 * The life of one activated message-driven bean: wait until its application has started, open what
 * its plan says, serve, stop. The waiting is done in a Work of its own, because the container goes
 * on starting the application only once {@code endpointActivation} has returned.
 */
final class Activation {
  /** While the application is being deployed the container has no endpoint to give. */
  private static final Duration RETRY = Duration.ofMillis(200);

  private static final int RETRIES = 5 * 60 * 5;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final MessageEndpointFactory factory;
  private final WorkManager workManager;
  private final EndpointCall calls;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable SmtpServer server;
  private @Nullable EndpointWorkers workers;

  Activation(
      MessageEndpointFactory factory,
      WorkManager workManager,
      TransactionSynchronizationRegistry transactions) {
    this.factory = factory;
    this.workManager = workManager;
    this.calls = new EndpointCall(transactions);
  }

  /** Returns at once; the ports are opened when the application is ready. */
  void start() throws WorkException {
    workManager.scheduleWork(new Opening());
  }

  /**
   * Closes the ports and waits for running calls, both within bounds. Whatever was not asked to
   * close before has no time left for a graceful end: the application is being taken down.
   */
  void stop() {
    stopped.countDown();
    SmtpServer open;
    EndpointWorkers busy;
    synchronized (this) {
      open = server;
      busy = workers;
    }
    if (open != null) {
      open.close(STOP_PATIENCE);
    }
    if (busy != null) {
      stop(busy);
    }
  }

  private static void stop(EndpointWorkers busy) {
    try {
      if (!busy.stop(STOP_PATIENCE)) {
        ConnectorLog.stopIncomplete("the mail endpoint is still busy", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ConnectorLog.stopIncomplete("interrupted while the mail endpoint was busy", e);
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Waits for the application, then opens. */
  private final class Opening implements Work {
    @Override
    public void run() {
      try {
        MessageEndpoint endpoint = awaitEndpoint();
        if (endpoint != null) {
          try {
            open(endpoint);
          } finally {
            endpoint.release();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (UnavailableException | EndpointFailure | WorkException | RuntimeException e) {
        if (!isStopped()) {
          ConnectorLog.activationFailed(e);
        }
        Activation.this.stop();
      }
    }

    @Override
    public void release() {
      stopped.countDown();
    }
  }

  private @Nullable MessageEndpoint awaitEndpoint()
      throws InterruptedException, UnavailableException {
    int attempt = 0;
    while (!isStopped()) {
      try {
        return factory.createEndpoint(null);
      } catch (UnavailableException e) {
        attempt++;
        if (attempt == RETRIES) {
          throw e;
        }
        stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    return null;
  }

  private void open(MessageEndpoint endpoint) throws EndpointFailure, WorkException {
    ListenerPlan plan = calls.make(endpoint, EndpointMethod.PLAN, MailTransactionListener::plan);
    SmtpServer opened;
    try {
      opened = openServer(plan);
    } catch (ListenersRefusedException e) {
      String why = String.valueOf(e.getMessage());
      ConnectorLog.listenersRefused(why);
      calls.make(endpoint, EndpointMethod.REFUSED, listener -> tell(() -> listener.refused(why)));
      stop();
      return;
    }
    if (opened != null) {
      calls.make(endpoint, EndpointMethod.OPENED, listener -> tell(() -> listener.opened(opened)));
    }
  }

  private static boolean tell(Runnable notification) {
    notification.run();
    return true;
  }

  /** Null where the stop came first. */
  private synchronized @Nullable SmtpServer openServer(ListenerPlan plan)
      throws ListenersRefusedException, WorkException {
    if (isStopped()) {
      return null;
    }
    EndpointWorkers started =
        new EndpointWorkers(factory, calls, plan.limits().timeouts().finalDot());
    workers = started;
    // The workers first: a session must never find nobody to ask.
    started.start(workManager, plan.endpoints());
    SmtpServer opened = SmtpServer.open(plan, started);
    server = opened;
    return opened;
  }
}
