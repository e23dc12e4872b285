package org.sealpost.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;

/** Puts what can never be taken aside, with the reason, in the session's transaction. */
final class Rejection {
  static final String REASON = "sealpost_reason";
  static final String CODE = "sealpost_code";
  static final String MESSAGE_ID = "sealpost_message_id";
  static final String ACCOUNT = "sealpost_account";

  /** How long it can be looked at there. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final int BUFFER = 64 * 1024;

  private final JMSContext context;

  Rejection(JMSContext context) {
    this.context = context;
  }

  void putAside(Message message, String account, List<Reason> reasons) throws JMSException {
    Message copy = copy(message);
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      Object name = names.nextElement();
      // Those of the interface and of brokers are not ours to set.
      if (name instanceof String text && text.startsWith("sealpost_")) {
        copy.setObjectProperty(text, message.getObjectProperty(text));
      }
    }
    copy.setStringProperty(REASON, Reason.line(reasons));
    copy.setStringProperty(CODE, reasons.get(0).code() + " " + reasons.get(0).status());
    copy.setStringProperty(MESSAGE_ID, String.valueOf(message.getJMSMessageID()));
    copy.setStringProperty(ACCOUNT, account);
    context
        .createProducer()
        .setTimeToLive(KEPT.toMillis())
        .send(context.createQueue(SubmitIntake.REJECTED), copy);
  }

  private Message copy(Message message) throws JMSException {
    if (message instanceof TextMessage text) {
      return context.createTextMessage(text.getText());
    }
    BytesMessage copy = context.createBytesMessage();
    if (message instanceof BytesMessage bytes) {
      bytes.reset();
      byte[] buffer = new byte[BUFFER];
      for (int count = bytes.readBytes(buffer); count > 0; count = bytes.readBytes(buffer)) {
        copy.writeBytes(buffer, 0, count);
      }
    }
    return copy;
  }
}
