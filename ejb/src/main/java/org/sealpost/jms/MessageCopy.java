package org.sealpost.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Enumeration;

/** The same once more, to be sent elsewhere: its body and its properties of ours. */
final class MessageCopy {
  private static final String OURS = "sealpost_";
  private static final int BUFFER = 64 * 1024;

  private MessageCopy() {}

  /** Anything but bytes and text becomes empty bytes. */
  static Message of(Message message, JMSContext context) throws JMSException {
    Message copy = body(message, context);
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      Object name = names.nextElement();
      // Those of the interface and of brokers are not ours to set.
      if (name instanceof String text && text.startsWith(OURS)) {
        copy.setObjectProperty(text, message.getObjectProperty(text));
      }
    }
    return copy;
  }

  private static Message body(Message message, JMSContext context) throws JMSException {
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
