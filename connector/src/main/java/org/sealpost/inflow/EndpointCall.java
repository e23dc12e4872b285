package org.sealpost.inflow;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.server.ConnectorLog;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * Calls to an endpoint, each between its {@code beforeDelivery} and {@code afterDelivery} (Jakarta
 * Connectors 2.1 §13.5.6), which are paired on every way out.
 *
 * <p>Important: {@code afterDelivery} returns quietly even where the transaction was rolled back.
 * Only a synchronization of that very transaction tells; without its {@code STATUS_COMMITTED} no
 * positive reply leaves {@link #onMailData}, since RFC 5321 §4.2.5 makes it a promise.
 */
final class EndpointCall {
  private final TransactionSynchronizationRegistry transactions;

  EndpointCall(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /** What is to be called on the bean. */
  interface Body<T extends @Nullable Object> {
    T run(MailTransactionListener listener);
  }

  /**
   * A call whose transaction, if it has one, does not matter for the answer.
   *
   * @throws EndpointFailure where the bean or the container threw
   */
  <T extends @Nullable Object> T make(MessageEndpoint endpoint, EndpointMethod method, Body<T> body)
      throws EndpointFailure {
    before(endpoint, method);
    T answer;
    try {
      answer = body.run((MailTransactionListener) endpoint);
    } catch (RuntimeException | Error e) {
      afterFailure(endpoint, e);
      throw new EndpointFailure(method, e);
    }
    after(endpoint, method);
    return answer;
  }

  /**
   * Hands a message over.
   *
   * @return the bean's reply if it is negative or its transaction has committed; otherwise 451
   * @throws EndpointFailure where the bean or the container threw before the transaction was over
   */
  Reply onMailData(MessageEndpoint endpoint, MailTransaction transaction) throws EndpointFailure {
    Outcome outcome = new Outcome();
    before(endpoint, EndpointMethod.ON_MAIL_DATA);
    Reply reply;
    try {
      // Throws where there is no transaction: then nothing could ever be promised.
      transactions.registerInterposedSynchronization(outcome);
      reply = Objects.requireNonNull(((MailTransactionListener) endpoint).onMailData(transaction));
    } catch (RuntimeException | Error e) {
      afterFailure(endpoint, e);
      throw new EndpointFailure(EndpointMethod.ON_MAIL_DATA, e);
    }
    try {
      after(endpoint, EndpointMethod.ON_MAIL_DATA);
    } catch (EndpointFailure e) {
      if (!outcome.isCommitted()) {
        throw e;
      }
      // It is stored; that the container stumbled later is no reason to get it twice.
      ConnectorLog.endpointThrew(e.method(), e);
    }
    if (reply.isPositive() && !outcome.isCommitted()) {
      ConnectorLog.notCommitted(transaction.session().id(), outcome.status());
      return Replies.NOT_STORED;
    }
    return reply;
  }

  private static void before(MessageEndpoint endpoint, EndpointMethod method)
      throws EndpointFailure {
    try {
      endpoint.beforeDelivery(method.method());
    } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
      throw new EndpointFailure(method, e);
    }
  }

  private static void after(MessageEndpoint endpoint, EndpointMethod method)
      throws EndpointFailure {
    try {
      endpoint.afterDelivery();
    } catch (ResourceException | RuntimeException e) {
      throw new EndpointFailure(method, e);
    }
  }

  private static void afterFailure(MessageEndpoint endpoint, Throwable failure) {
    try {
      endpoint.afterDelivery();
    } catch (ResourceException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Learns how the transaction of one call ended. Called by the thread of the call. */
  private static final class Outcome implements Synchronization {
    private int status = Status.STATUS_UNKNOWN;

    @Override
    public void beforeCompletion() {
      // Only the end counts.
    }

    @Override
    public void afterCompletion(int endStatus) {
      status = endStatus;
    }

    boolean isCommitted() {
      return status == Status.STATUS_COMMITTED;
    }

    int status() {
      return status;
    }
  }
}
