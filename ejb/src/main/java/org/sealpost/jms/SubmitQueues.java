package org.sealpost.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.jms.SubmitQueuesSeen.State;

/**
 * The queues of submissions as they are now, and what an operator does to what was put aside. With
 * nothing but the standard interface, so that it is the same at each broker. Thread-safe.
 */
public final class SubmitQueues {
  /** How many messages of a queue are counted: to count means to read them. */
  public static final int MOST_COUNTED = 1_000;

  private static final int MOST_TEXT = 1_000;
  private static final long PATIENCE_MILLIS = 2_000;

  private final @Nullable ConnectionFactory connections;
  private final int consumers;

  /**
   * Of a broker.
   *
   * @param connections null where there is none
   * @param consumers how many read the submit queue
   */
  public SubmitQueues(@Nullable ConnectionFactory connections, int consumers) {
    this.connections = connections;
    this.consumers = consumers;
  }

  private interface Look<T> {
    T at(JMSContext context) throws JMSException;
  }

  /** Both queues. */
  public SubmitQueuesSeen look() {
    if (connections == null) {
      return new SubmitQueuesSeen(State.OFF, List.of());
    }
    return session(
            context ->
                List.of(
                    destination(context, SubmitIntake.SUBMIT, consumers),
                    destination(context, SubmitIntake.REJECTED, 0)))
        .map(rows -> new SubmitQueuesSeen(State.HERE, rows))
        .orElseGet(() -> new SubmitQueuesSeen(State.AWAY, List.of()));
  }

  private static DestinationRow destination(JMSContext context, String name, int consumers)
      throws JMSException {
    try (QueueBrowser browser = context.createBrowser(context.createQueue(name))) {
      Enumeration<?> messages = browser.getEnumeration();
      int depth = 0;
      Instant oldest = null;
      while (messages.hasMoreElements() && depth <= MOST_COUNTED) {
        Message message = (Message) messages.nextElement();
        oldest = depth == 0 ? Instant.ofEpochMilli(message.getJMSTimestamp()) : oldest;
        depth++;
      }
      boolean more = depth > MOST_COUNTED;
      return new DestinationRow(name, more ? MOST_COUNTED : depth, more, oldest, consumers);
    }
  }

  /** What was put aside, the oldest first; empty where no broker answers. */
  public List<RejectedRow> rejected(int most) {
    return session(context -> rejected(context, null, most)).orElse(List.of());
  }

  /** One of these. */
  public Optional<RejectedRow> rejected(String id) {
    return session(context -> rejected(context, selector(id), 1))
        .flatMap(rows -> rows.stream().findFirst());
  }

  private static List<RejectedRow> rejected(JMSContext context, @Nullable String which, int most)
      throws JMSException {
    List<RejectedRow> rows = new ArrayList<>();
    try (QueueBrowser browser =
        context.createBrowser(context.createQueue(SubmitIntake.REJECTED), which)) {
      Enumeration<?> messages = browser.getEnumeration();
      while (rows.size() < most && messages.hasMoreElements()) {
        rows.add(row((Message) messages.nextElement()));
      }
    }
    return rows;
  }

  private static RejectedRow row(Message message) throws JMSException {
    return new RejectedRow(
        String.valueOf(message.getJMSMessageID()),
        Instant.ofEpochMilli(message.getJMSTimestamp()),
        text(message, Rejection.ACCOUNT),
        text(message, Rejection.CODE),
        text(message, Rejection.REASON),
        text(message, Rejection.MESSAGE_ID),
        text(message, SubmitProperties.REVERSE_PATH),
        text(message, SubmitProperties.RECIPIENTS));
  }

  private static String text(Message message, String property) throws JMSException {
    String text = message.getStringProperty(property);
    return text == null || text.length() <= MOST_TEXT
        ? String.valueOf(text == null ? "" : text)
        : text.substring(0, MOST_TEXT);
  }

  /**
   * Puts what was put aside back into the submit queue, in the name of who handed it in, and under
   * the key it had.
   *
   * @return whether it was there
   */
  public boolean retry(String id) {
    return take(
        id,
        (context, message) -> {
          Message again = MessageCopy.of(message, context);
          if (again.getStringProperty(SubmitProperties.KEY) == null) {
            again.setStringProperty(
                SubmitProperties.KEY, message.getStringProperty(Rejection.MESSAGE_ID));
          }
          context.createProducer().send(context.createQueue(SubmitIntake.SUBMIT), again);
        });
  }

  /**
   * Throws away what was put aside.
   *
   * @return whether it was there
   */
  public boolean discard(String id) {
    return take(id, (context, message) -> {});
  }

  private interface Move {
    void of(JMSContext context, Message message) throws JMSException;
  }

  private boolean take(String id, Move move) {
    return session(
            context -> {
              try (JMSConsumer consumer =
                  context.createConsumer(
                      context.createQueue(SubmitIntake.REJECTED), selector(id))) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                  return false;
                }
                move.of(context, message);
                context.commit();
                return true;
              }
            })
        .orElse(false);
  }

  // JMS 3.1 §3.8.1.2: a quote within a text of a selector is written twice.
  private static String selector(String id) {
    return "JMSMessageID = '" + id.replace("'", "''") + "'";
  }

  /** Empty where no broker answers. */
  private <T> Optional<T> session(Look<T> look) {
    if (connections == null) {
      return Optional.empty();
    }
    try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
      return Optional.of(look.at(context));
    } catch (JMSRuntimeException | JMSException away) {
      JmsLog.notSeen(away);
      return Optional.empty();
    }
  }
}
