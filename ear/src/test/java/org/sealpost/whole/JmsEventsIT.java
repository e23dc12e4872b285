package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealpost.whole.MailApplication.ACCOUNT;
import static org.sealpost.whole.MailApplication.RECIPIENT;
import static org.sealpost.whole.MailApplication.ask;
import static org.sealpost.whole.MailApplication.octets;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.launcher.Json;
import org.sealpost.testkit.WireClient;

/** What subscribers of the embedded broker's topics are told of mail. */
final class JmsEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OF_ACCOUNT = "sealpost.events." + ACCOUNT;
  private static final int LOAD = 40;

  @TempDir private static Path temporary;

  private static final Sink SINK = new Sink();
  private static MailApplication application;

  @BeforeAll
  static void start() throws Exception {
    SINK.start();
    application =
        new MailApplication(temporary.resolve("data"), "smtp://127.0.0.1:" + SINK.port())
            .set("jms.events", "true")
            .start();
  }

  @AfterAll
  static void stop() {
    if (application != null) {
      application.close();
    }
    SINK.close();
  }

  private record Event(Map<String, @Nullable Object> json, @Nullable String kindProperty) {
    static Event of(Message message) {
      try {
        return new Event(
            Json.readObject(message.getBody(String.class)).orElseThrow(AssertionError::new),
            message.getStringProperty("sealpost_kind"));
      } catch (JMSException failed) {
        throw new AssertionError(failed);
      }
    }

    String text(String name) {
      return String.valueOf(json.get(name));
    }

    String kind() {
      assertThat(kindProperty).isEqualTo(text("kind"));
      return text("kind");
    }
  }

  /** A durable subscription, which goes on where it has ended. */
  private static final class Subscription implements AutoCloseable {
    private final JMSContext context;
    private final JMSConsumer consumer;

    Subscription(ConnectionFactory connections, String name, String topic) {
      context = connections.createContext();
      context.setClientID(name);
      consumer = context.createDurableConsumer(context.createTopic(topic), name);
    }

    /** What comes, up to and with one that is looked for. */
    List<Event> upTo(Predicate<Event> last) {
      List<Event> all = new ArrayList<>();
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        Message message = consumer.receive(1_000);
        if (message != null) {
          Event event = Event.of(message);
          all.add(event);
          if (last.test(event)) {
            return all;
          }
        }
      }
      throw new AssertionError("not among " + all);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  private static Predicate<Event> is(String kind, String queueId) {
    return event -> event.kind().equals(kind) && event.text("queueId").equals(queueId);
  }

  private static List<String> kinds(List<Event> events, String queueId) {
    return events.stream()
        .filter(event -> event.text("queueId").equals(queueId))
        .map(Event::kind)
        .toList();
  }

  private static String submit(@Nullable String requirement, @Nullable Instant notBefore)
      throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      BytesMessage message = octets(context, UUID.randomUUID() + "@shop.example");
      message.setStringProperty("sealpost_envid", "order-4711");
      if (requirement != null) {
        message.setStringProperty("sealpost_requirement", requirement);
      }
      if (notBefore != null) {
        message.setStringProperty("sealpost_not_before", notBefore.toString());
      }
      return String.valueOf(ask(context, message).ids().get(0));
    }
  }

  @Test
  void whoSeesAllMailIsToldOfMailOverSmtpStepByStep() throws Exception {
    try (Subscription all =
        new Subscription(application.readerConnections(), "smtp", "sealpost.events")) {
      try (WireClient client = WireClient.greeted(application.sealpost().relay())) {
        client.deliver("anna@sender.example", RECIPIENT, "Subject: s\r\n\r\ntext\r\n");
      }
      List<Event> events =
          all.upTo(
              one ->
                  one.kind().equals("relayed")
                      && one.text("reversePath").equals("anna@sender.example"));
      Event relayed = events.get(events.size() - 1);
      assertThat(kinds(events, relayed.text("queueId")))
          .containsExactly("accepted", "attempt", "relayed");
      assertThat(relayed.text("recipient")).isEqualTo(RECIPIENT);
      assertThat(relayed.text("status")).startsWith("2.");
      Event attempt = events.get(events.size() - 2);
      assertThat(attempt.json().get("trace")).isInstanceOf(List.class).asString().contains("ROUTE");
    }
  }

  @Test
  void anAccountIsToldOfItsOwnMailAndOfNoOther() throws Exception {
    try (Subscription own = new Subscription(application.connections(), "own", OF_ACCOUNT)) {
      try (WireClient client = WireClient.greeted(application.sealpost().relay())) {
        client.deliver("anna@sender.example", RECIPIENT, "Subject: s\r\n\r\ntext\r\n");
      }
      String queueId = submit(null, null);
      List<Event> events = own.upTo(is("relayed", queueId));
      assertThat(events).allMatch(one -> one.text("account").equals(ACCOUNT));
      assertThat(kinds(events, queueId)).containsExactly("accepted", "attempt", "relayed");
      assertThat(events.get(0).text("envelopeId")).isEqualTo("order-4711");
      String required = submit("REQUIRED", null);
      List<Event> failed = own.upTo(is("failed", required));
      assertThat(kinds(failed, required)).containsExactly("accepted", "attempt", "failed");
      Event last = failed.get(failed.size() - 1);
      assertThat(last.text("status")).startsWith("5.7.");
      assertThat(last.text("requirement")).isEqualTo("REQUIRED");
    }
  }

  @Test
  void nobodySubscribesToMailOfOthers() {
    for (String topic : List.of("sealpost.events", "sealpost.events.boss@own.example")) {
      assertThatThrownBy(() -> new Subscription(application.connections(), "spy", topic))
          .isInstanceOf(JMSRuntimeException.class);
    }
    ConnectionFactory wrong =
        application.connections("console:admin", "sealpost_0123456789abcdef_" + "A".repeat(43));
    assertThatThrownBy(() -> new Subscription(wrong, "spy", "sealpost.events"))
        .isInstanceOf(JMSRuntimeException.class);
  }

  @Test
  void aChangeOfTheRequirementIsToldAndWhoMadeItOnlyToThoseWhoSeeAllMail() throws Exception {
    try (Subscription all =
            new Subscription(application.readerConnections(), "changes", "sealpost.events");
        Subscription own = new Subscription(application.connections(), "own-too", OF_ACCOUNT)) {
      String queueId = submit(null, Instant.now().plus(Duration.ofHours(1)));
      assertThat(
              application
                  .rest()
                  .send(
                      "PUT",
                      "api/v1/messages/" + queueId + "/requirement",
                      "{\"requirement\":\"REQUIRED\",\"reason\":\"asked\",\"retryNow\":false}")
                  .status())
          .isEqualTo(200);
      List<Event> events = all.upTo(is("requirement-changed", queueId));
      Event changed = events.get(events.size() - 1);
      assertThat(changed.text("before")).isEqualTo("DEFAULT");
      assertThat(changed.text("requirement")).isEqualTo("REQUIRED");
      assertThat(changed.text("by")).contains("admin");
      assertThat(changed.text("why")).isEqualTo("asked");
      List<Event> seen = own.upTo(is("requirement-changed", queueId));
      assertThat(seen.get(seen.size() - 1).json()).doesNotContainKeys("by", "why");
    }
  }

  @Test
  void aSelectorChoosesByKindAndMessage() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      Topic topic = context.createTopic(OF_ACCOUNT);
      try (JMSConsumer consumer = context.createConsumer(topic, "sealpost_kind = 'relayed'")) {
        String queueId = submit(null, null);
        Message message = consumer.receive(PATIENCE.toMillis());
        assertThat(message.getStringProperty("sealpost_queue_id")).isEqualTo(queueId);
        assertThat(message.getStringProperty("sealpost_account")).isEqualTo(ACCOUNT);
        assertThat(message.getStringProperty("sealpost_reverse_path_domain"))
            .isEqualTo("own.example");
      }
    }
  }

  @Test
  void afterAKillEverythingIsToldAtLeastOnceAndInOrder() throws Exception {
    new Subscription(application.readerConnections(), "kill", "sealpost.events").close();
    Set<String> marks = new LinkedHashSet<>();
    try (WireClient client = WireClient.greeted(application.sealpost().relay())) {
      for (int i = 0; i < LOAD; i++) {
        String mark = "k" + i + "@sender.example";
        client.deliver(mark, RECIPIENT, "Subject: s\r\n\r\ntext\r\n");
        marks.add(mark);
      }
    }
    application.sealpost().kill();
    application.sealpost().start().awaitReady();
    Map<String, Event> distinct = new LinkedHashMap<>();
    Set<String> open = new LinkedHashSet<>(marks);
    try (Subscription all =
        new Subscription(application.readerConnections(), "kill", "sealpost.events")) {
      all.upTo(
              one -> {
                distinct.putIfAbsent(one.text("id"), one);
                if (one.kind().equals("relayed")) {
                  open.remove(one.text("reversePath"));
                }
                return open.isEmpty();
              })
          .clear();
    }
    for (String mark : marks) {
      List<String> kinds =
          distinct.values().stream()
              .filter(one -> one.text("reversePath").equals(mark))
              .map(Event::kind)
              .toList();
      // What was relayed and not recorded before the kill is relayed once more.
      assertThat(kinds).startsWith("accepted", "attempt").endsWith("relayed").hasSize(3);
    }
  }
}
