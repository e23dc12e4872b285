package org.sealpost.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes messages off the submit queue, one after the other, each in a transaction of its session.
 * Runs until it is stopped; where the broker is gone it waits for it.
 */
final class SubmitConsumer implements Runnable {
  /** How often something that may heal is tried; with the broker's delays about half an hour. */
  static final int MOST_DELIVERIES = 12;

  private static final long POLL_MILLIS = 500;
  private static final long BROKER_RETRY_MILLIS = 2_000;

  private final ConnectionFactory connections;
  private final OrderReader reader;
  private final SubmitDesk desk;
  private final BooleanSupplier room;
  private final CountDownLatch stopping;

  /**
   * Not running yet.
   *
   * @param room whether more mail may be taken now
   * @param stopping open as long as it shall run
   */
  SubmitConsumer(
      ConnectionFactory connections,
      OrderReader reader,
      SubmitDesk desk,
      BooleanSupplier room,
      CountDownLatch stopping) {
    this.connections = connections;
    this.reader = reader;
    this.desk = desk;
    this.room = room;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    boolean told = false;
    while (!isStopping(0)) {
      try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED);
          JMSConsumer consumer = context.createConsumer(context.createQueue(SubmitIntake.SUBMIT))) {
        told = false;
        consume(context, consumer);
      } catch (JMSRuntimeException | JMSException failed) {
        if (!told) {
          JmsLog.brokerFailed(failed);
          told = true;
        }
        isStopping(BROKER_RETRY_MILLIS);
      }
    }
  }

  private void consume(JMSContext context, JMSConsumer consumer) throws JMSException {
    while (!isStopping(0)) {
      if (!room.getAsBoolean()) {
        isStopping(POLL_MILLIS);
        continue;
      }
      Message message = consumer.receive(POLL_MILLIS);
      if (message != null) {
        handle(context, message);
      }
    }
  }

  /** Whether the end has been asked for, now or within that time. */
  private boolean isStopping(long millis) {
    try {
      return stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void handle(JMSContext context, Message message) throws JMSException {
    try (OrderReader.Read read = reader.read(message)) {
      Taking taking = desk.take(read.order());
      if (taking instanceof Taking.Queued queued) {
        new Answers(context).queued(message, queued);
        // Before this the message comes again, and its key is found.
        context.commit();
      } else if (taking instanceof Taking.Refused refused) {
        refused(context, message, refused);
      }
    } catch (WrongOrderException wrong) {
      reject(context, message, List.of(Reason.unreadable(String.valueOf(wrong.getMessage()))));
    } catch (JMSRuntimeException brokerFailed) {
      throw brokerFailed;
    } catch (IOException | RuntimeException | Error failure) {
      // The border of one message: whatever it does to us must not keep the next ones waiting.
      failed(context, message, failure);
    }
  }

  private void refused(JMSContext context, Message message, Taking.Refused refused)
      throws JMSException {
    List<Reason> reasons = refused.refusals().stream().map(Reason::of).toList();
    int deliveries = deliveries(message);
    if (refused.mayHeal() && deliveries < MOST_DELIVERIES) {
      JmsLog.putOff(id(message), deliveries, Reason.line(reasons));
      context.rollback();
    } else {
      reject(context, message, reasons);
    }
  }

  private void failed(JMSContext context, Message message, Throwable failure) throws JMSException {
    int deliveries = deliveries(message);
    JmsLog.failed(id(message), deliveries, failure);
    if (deliveries >= MOST_DELIVERIES && isDatabaseThere()) {
      reject(
          context,
          message,
          List.of(new Reason("message", 451, "4.3.0", "It could not be taken, however often.")));
    } else {
      context.rollback();
    }
  }

  /** Where it is not, the fault is not the message's. */
  private boolean isDatabaseThere() {
    try {
      desk.look();
      return true;
    } catch (RuntimeException gone) {
      return false; // logged with the failure that led here
    }
  }

  private static void reject(JMSContext context, Message message, List<Reason> reasons)
      throws JMSException {
    String account = SubmitProperties.sender(message);
    JmsLog.rejected(id(message), account, Reason.line(reasons));
    new Rejection(context).putAside(message, account, reasons);
    new Answers(context).rejected(message, reasons);
    context.commit();
  }

  private static int deliveries(Message message) throws JMSException {
    return message.propertyExists("JMSXDeliveryCount")
        ? message.getIntProperty("JMSXDeliveryCount")
        : 1;
  }

  private static String id(Message message) throws JMSException {
    return String.valueOf(message.getJMSMessageID());
  }
}
