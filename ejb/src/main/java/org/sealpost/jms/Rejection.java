package org.sealpost.jms;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;

/** Puts what can never be taken aside, with the reason, in the session's transaction. */
final class Rejection {
  static final String REASON = "sealpost_reason";
  static final String CODE = "sealpost_code";
  static final String MESSAGE_ID = "sealpost_message_id";
  static final String ACCOUNT = "sealpost_account";

  /** How long it can be looked at there. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final JMSContext context;

  Rejection(JMSContext context) {
    this.context = context;
  }

  void putAside(Message message, String account, List<Reason> reasons) throws JMSException {
    Message copy = MessageCopy.of(message, context);
    copy.setStringProperty(REASON, Reason.line(reasons));
    copy.setStringProperty(CODE, reasons.get(0).code() + " " + reasons.get(0).status());
    copy.setStringProperty(MESSAGE_ID, String.valueOf(message.getJMSMessageID()));
    copy.setStringProperty(ACCOUNT, account);
    context
        .createProducer()
        .setTimeToLive(KEPT.toMillis())
        .send(context.createQueue(SubmitIntake.REJECTED), copy);
  }
}
