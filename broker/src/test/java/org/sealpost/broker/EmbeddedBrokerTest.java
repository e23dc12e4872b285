package org.sealpost.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {
  private static final long PATIENCE = 10_000;

  /** It tells of every message it takes. */
  private static final Logger NOISE = Logger.getLogger("org.apache.activemq");

  @BeforeAll
  static void quiet() {
    NOISE.setLevel(Level.WARNING);
  }

  @TempDir private Path temporary;

  private EmbeddedBroker start(@Nullable Integer port) throws Exception {
    EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerPlan(temporary.resolve("broker"), port, 0));
    broker.guardedBy((user, password) -> password.equals("right") ? user : "");
    return broker;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static JMSContext client(int port, String password) {
    return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)
        .createContext("alice@example.org", password);
  }

  @Test
  void keepsMessagesOverARestartInFilesOfItsOwnersAlone() throws Exception {
    EmbeddedBroker broker = start(null);
    try (JMSContext context = broker.connections().createContext()) {
      context.createProducer().send(context.createQueue("sealpost.submit"), "kept");
    }
    broker.stop();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temporary.resolve("broker"))))
        .isEqualTo("rwx------");
    broker = start(null);
    try (JMSContext context = broker.connections().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("sealpost.submit"))) {
      assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("kept");
    }
    broker.stop();
  }

  @Test
  void tellsWhoSentAMessageWhateverItSays() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    try (JMSContext client = client(port, "right");
        JMSContext context = broker.connections().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("sealpost.submit"))) {
      TextMessage message = client.createTextMessage("x");
      message.setStringProperty("JMSXUserID", "mallory@example.org");
      client.createProducer().send(client.createQueue("sealpost.submit"), message);
      Message taken = consumer.receive(PATIENCE);
      assertThat(taken.getStringProperty("JMSXUserID")).isEqualTo("alice@example.org");
    }
    broker.stop();
  }

  @Test
  void answersAtATemporaryQueueOfTheClient() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    try (JMSContext client = client(port, "right");
        JMSContext context = broker.connections().createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("sealpost.submit"))) {
      TemporaryQueue answers = client.createTemporaryQueue();
      client
          .createProducer()
          .setJMSReplyTo(answers)
          .send(client.createQueue("sealpost.submit"), "question");
      Message taken = consumer.receive(PATIENCE);
      context.createProducer().send(taken.getJMSReplyTo(), "answer");
      try (JMSConsumer waiting = client.createConsumer(answers)) {
        assertThat(waiting.receiveBody(String.class, PATIENCE)).isEqualTo("answer");
      }
    }
    broker.stop();
  }

  @Test
  void letsNobodyInWithoutTheRightPassword() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    assertThatThrownBy(() -> client(port, "wrong").createTemporaryQueue())
        .isInstanceOf(JMSRuntimeException.class);
    assertThatThrownBy(
            () ->
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)
                    .createContext("sealpost", "right")
                    .createTemporaryQueue())
        .as("the application's own name")
        .isInstanceOf(JMSRuntimeException.class);
    assertThatThrownBy(
            () ->
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)
                    .createContext()
                    .createTemporaryQueue())
        .as("no name at all")
        .isInstanceOf(JMSRuntimeException.class);
    broker.stop();
  }

  @Test
  void keepsClientsAwayFromWhatIsNotTheirs() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    try (JMSContext client = client(port, "right")) {
      assertThatThrownBy(
              () -> client.createProducer().send(client.createQueue("sealpost.rejected"), "x"))
          .isInstanceOf(JMSRuntimeException.class);
      assertThatThrownBy(
              () -> client.createConsumer(client.createQueue("sealpost.submit")).receive(100))
          .isInstanceOf(JMSRuntimeException.class);
      assertThatThrownBy(
              () -> client.createBrowser(client.createQueue("sealpost.submit")).getEnumeration())
          .isInstanceOfAny(JMSRuntimeException.class, jakarta.jms.JMSException.class);
      assertThatThrownBy(() -> client.createProducer().send(client.createQueue("other"), "x"))
          .isInstanceOf(JMSRuntimeException.class);
    }
    broker.stop();
  }

  @Test
  void opensNoPortUnlessTold() throws Exception {
    EmbeddedBroker broker = start(null);
    assertThat(broker.acceptors()).containsExactly("in-vm");
    broker.stop();
  }

  private static JMSContext client(int port, String user, String clientId) {
    JMSContext context =
        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port).createContext(user, "right");
    context.setClientID(clientId);
    return context;
  }

  private static void tell(EmbeddedBroker broker, String topic, String text) {
    try (JMSContext context = broker.connections().createContext()) {
      context.createProducer().send(context.createTopic(topic), text);
    }
  }

  @Test
  void anAccountSubscribesToItsOwnEventsAndKeepsThemOverARestart() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    String topic = "sealpost.events.alice@example.org";
    try (JMSContext client = client(port, "alice@example.org", "one")) {
      client.createDurableConsumer(client.createTopic(topic), "fate").close();
    }
    tell(broker, topic, "hers");
    tell(broker, "sealpost.events", "everybody's");
    tell(broker, "sealpost.events.bob@example.org", "his");
    broker.stop();
    broker = start(port);
    try (JMSContext client = client(port, "alice@example.org", "one")) {
      try (JMSConsumer consumer = client.createDurableConsumer(client.createTopic(topic), "fate")) {
        assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("hers");
        assertThat(consumer.receiveNoWait()).isNull();
      }
      try (JMSContext context = broker.connections().createContext()) {
        context.createProducer().send(context.createTopic(topic), "before");
        client.unsubscribe("fate");
        context.createProducer().send(context.createTopic(topic), "for nobody");
        try (JMSConsumer consumer =
            client.createDurableConsumer(client.createTopic(topic), "fate")) {
          context.createProducer().send(context.createTopic(topic), "again");
          assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("again");
        }
      }
    }
    broker.stop();
  }

  @Test
  void nobodySubscribesToEventsOfOthers() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    try (JMSContext bob = client(port, "bob@example.org", "one")) {
      bob.createDurableConsumer(bob.createTopic("sealpost.events.bob@example.org"), "fate").close();
    }
    for (String topic :
        List.of(
            "sealpost.events",
            "sealpost.events.#",
            "sealpost.events.*",
            "sealpost.events.bob@example.org",
            "sealpost.events.bob@example.org::one.fate",
            "sealpost.events.alice@example.org::one.fate",
            "sealpost.events.alice@example.org.de",
            "#")) {
      try (JMSContext client = client(port, "alice@example.org", "one")) {
        assertThatThrownBy(() -> client.createConsumer(client.createTopic(topic)))
            .as(topic)
            .isInstanceOf(JMSRuntimeException.class);
      }
      try (JMSContext client = client(port, "alice@example.org", "one")) {
        assertThatThrownBy(() -> client.createDurableConsumer(client.createTopic(topic), "fate"))
            .as(topic + ", durable")
            .isInstanceOf(JMSRuntimeException.class);
      }
    }
    try (JMSContext client = client(port, "alice@example.org", "one")) {
      assertThatThrownBy(
              () ->
                  client.createDurableConsumer(
                      client.createTopic("sealpost.events.alice@example.org"), "fate"))
          .as("the subscription of another account")
          .isInstanceOf(JMSRuntimeException.class);
    }
    try (JMSContext client = client(port, "alice@example.org", "one")) {
      assertThatThrownBy(() -> client.unsubscribe("fate")).isInstanceOf(JMSRuntimeException.class);
    }
    tell(broker, "sealpost.events.bob@example.org", "his");
    try (JMSContext bob = client(port, "bob@example.org", "one");
        JMSConsumer consumer =
            bob.createDurableConsumer(bob.createTopic("sealpost.events.bob@example.org"), "fate")) {
      assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("his");
    }
    broker.stop();
  }

  @Test
  void nobodyTellsEventsButTheApplication() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    for (String user : List.of("alice@example.org", "console:ada")) {
      for (String topic : List.of("sealpost.events", "sealpost.events." + user)) {
        try (JMSContext client = client(port, user, "one")) {
          assertThatThrownBy(() -> client.createProducer().send(client.createTopic(topic), "x"))
              .as(user + " to " + topic)
              .isInstanceOf(JMSRuntimeException.class);
        }
      }
    }
    broker.stop();
  }

  @Test
  void whoSeesAllMailReadsAllEventsAndDoesNothingElse() throws Exception {
    int port = freePort();
    EmbeddedBroker broker = start(port);
    try (JMSContext ada = client(port, "console:ada", "one");
        JMSConsumer consumer =
            ada.createDurableConsumer(ada.createTopic("sealpost.events"), "all")) {
      tell(broker, "sealpost.events", "everybody's");
      assertThat(consumer.receiveBody(String.class, PATIENCE)).isEqualTo("everybody's");
      assertThatThrownBy(() -> ada.createProducer().send(ada.createQueue("sealpost.submit"), "x"))
          .isInstanceOf(JMSRuntimeException.class);
      assertThatThrownBy(ada::createTemporaryQueue).isInstanceOf(JMSRuntimeException.class);
    }
    try (JMSContext ada = client(port, "console:ada", "one")) {
      ada.unsubscribe("all");
      tell(broker, "sealpost.events", "for nobody");
      ada.createConsumer(ada.createTopic("sealpost.events")).close();
    }
    try (JMSContext ada = client(port, "console:ada", "two")) {
      assertThatThrownBy(
              () -> ada.createConsumer(ada.createTopic("sealpost.events.alice@example.org")))
          .isInstanceOf(JMSRuntimeException.class);
    }
    broker.stop();
  }

  @Test
  void aNameThatIsAPatternIsNoTopic() {
    for (String user : List.of("#", "*", "a.#.b@example.org", "a::b", "\"a b\"@example.org")) {
      for (CheckType what : CheckType.values()) {
        assertThat(Destinations.permitsClient(user, what, "sealpost.events." + user))
            .as(user + " " + what)
            .isFalse();
      }
    }
  }
}
