package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** An application that hands in mail at the broker's port, in the name of a mail account. */
public final class Submitter {
  private final int port;
  private final String account;
  private final String password;

  public Submitter(int port, String account, String password) {
    this.port = port;
    this.account = account;
    this.password = password;
  }

  ConnectionFactory connections() {
    // Java's own sockets: beside the native ones the class path has those of another Netty.
    return new ActiveMQConnectionFactory(
        "tcp://127.0.0.1:" + port + "?useEpoll=false", account, password);
  }

  /**
   * Hands in what can never be taken, because it does not say from whom.
   *
   * @return its {@code JMSMessageID}
   */
  public String sendUnreadable(String recipient) throws JMSException {
    try (JMSContext context = connections().createContext()) {
      BytesMessage message = context.createBytesMessage();
      message.writeBytes("Subject: nobody's\r\n\r\nText.\r\n".getBytes(US_ASCII));
      message.setStringProperty("sealpost_recipients", recipient);
      context.createProducer().send(context.createQueue("sealpost.submit"), message);
      return message.getJMSMessageID();
    }
  }
}
