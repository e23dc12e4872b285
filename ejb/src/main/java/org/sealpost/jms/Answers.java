package org.sealpost.jms;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Answers where a message says it wants one ({@code JMSReplyTo}), in the session's transaction. */
final class Answers {
  private static final int VERSION = 1;
  private static final Duration KEPT = Duration.ofDays(1);

  /** A client must not make us write to our own destinations. */
  private static final String OWN = "sealpost.";

  private final JMSContext context;

  Answers(JMSContext context) {
    this.context = context;
  }

  void queued(Message to, Taking.Queued queued) throws JMSException {
    send(
        to,
        Json.createObjectBuilder()
            .add("version", VERSION)
            .add("accepted", true)
            .add("ids", Json.createArrayBuilder(queued.queueIds()))
            .add("repeated", queued.repeated())
            .build());
  }

  void rejected(Message to, List<Reason> reasons) throws JMSException {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Reason reason : reasons) {
      all.add(
          Json.createObjectBuilder()
              .add("about", reason.about())
              .add("code", reason.code())
              .add("status", reason.status())
              .add("text", reason.text()));
    }
    send(
        to,
        Json.createObjectBuilder()
            .add("version", VERSION)
            .add("accepted", false)
            .add("reasons", all)
            .build());
  }

  /** Who asked may be gone; that changes nothing about its mail. */
  private void send(Message to, JsonObject answer) throws JMSException {
    Destination destination = to.getJMSReplyTo();
    if (destination == null || isOurs(destination)) {
      return;
    }
    try {
      TextMessage message = context.createTextMessage(answer.toString());
      message.setJMSCorrelationID(to.getJMSMessageID());
      context.createProducer().setTimeToLive(KEPT.toMillis()).send(destination, message);
    } catch (JMSRuntimeException gone) {
      JmsLog.answerLost(String.valueOf(to.getJMSMessageID()), gone);
    }
  }

  private static boolean isOurs(Destination destination) throws JMSException {
    if (destination instanceof Queue queue) {
      return queue.getQueueName().startsWith(OWN);
    }
    return !(destination instanceof Topic topic) || topic.getTopicName().startsWith(OWN);
  }
}
