package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.whole.MailApplication.RECIPIENT;
import static org.sealpost.whole.MailApplication.ask;
import static org.sealpost.whole.MailApplication.octets;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.whole.MailApplication.Answer;

/** Mail that an application sends to the submit queue of the embedded broker. */
final class JmsSubmitIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path temporary;

  private static final Sink SINK = new Sink();
  private static MailApplication application;

  @BeforeAll
  static void start() throws Exception {
    SINK.start();
    application =
        new MailApplication(temporary.resolve("data"), "smtp://127.0.0.1:" + SINK.port())
            .set("smtp.max-message-octets", "2000000")
            .start();
  }

  @AfterAll
  static void stop() {
    if (application != null) {
      application.close();
    }
    SINK.close();
  }

  private static String id() {
    return UUID.randomUUID() + "@shop.example";
  }

  private static Sink.Taken arrived(String id) throws Exception {
    Eventually.within(PATIENCE, () -> id + " is missing", () -> SINK.messageIds().contains(id));
    return SINK.message(id);
  }

  @Test
  void octetsArriveAsTheyWereSent() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      String id = id();
      Answer answer = ask(context, octets(context, id));
      assertThat(answer.isAccepted()).as(answer.toString()).isTrue();
      assertThat(answer.ids()).hasSize(1);
      Sink.Taken taken = arrived(id);
      assertThat(taken.mail()).contains("<shop@own.example>");
      assertThat(taken.recipients()).singleElement().asString().contains(RECIPIENT);
      assertThat(taken.beginning()).contains("with JMS id " + answer.ids().get(0));
      assertThat(taken.beginning()).endsWith("\r\n\r\nThank you.\r\n");
    }
  }

  @Test
  void jsonArrivesAsAMailWithAllItsParts() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      String subject = "Bestellung für " + UUID.randomUUID();
      TextMessage message =
          context.createTextMessage(
              """
              {"from": "Shop <shop@own.example>", "to": ["%s"], "bcc": ["c@peer.example"],
               "subject": "%s", "text": "Danke.", "html": "<p>Danke.</p>",
               "attachments": [{"name": "order.txt", "type": "text/plain", "content": "T25l"}]}
              """
                  .formatted(RECIPIENT, subject));
      Answer answer = ask(context, message);
      assertThat(answer.isAccepted()).as(answer.toString()).isTrue();
      String marker = "with JMS id " + answer.ids().get(0);
      Eventually.within(
          PATIENCE,
          () -> "nothing " + marker,
          () -> SINK.taken().stream().anyMatch(one -> one.beginning().contains(marker)));
      Sink.Taken taken =
          SINK.taken().stream()
              .filter(one -> one.beginning().contains(marker))
              .findFirst()
              .orElseThrow();
      assertThat(taken.recipients()).hasSize(2);
      assertThat(taken.beginning())
          .contains("multipart/mixed", "multipart/alternative", "text/html", "order.txt", "T25l")
          .doesNotContain("c@peer.example");
    }
  }

  @Test
  void rollBackLeavesNothingAndCommitLeavesOne() throws Exception {
    String gone = id();
    String kept = id();
    try (JMSContext context =
        application.connections().createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue submit = context.createQueue("sealpost.submit");
      context.createProducer().send(submit, octets(context, gone));
      context.rollback();
      context.createProducer().send(submit, octets(context, kept));
      context.commit();
    }
    arrived(kept);
    String last = id();
    try (JMSContext context = application.connections().createContext()) {
      ask(context, octets(context, last));
    }
    arrived(last);
    assertThat(SINK.messageIds()).doesNotContain(gone);
    assertThat(SINK.taken()).filteredOn(one -> one.messageId().equals(kept)).hasSize(1);
  }

  @Test
  void theSameKeyIsTakenOnce() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      String id = id();
      BytesMessage first = octets(context, id);
      first.setStringProperty("sealpost_key", "order " + id);
      BytesMessage second = octets(context, id);
      second.setStringProperty("sealpost_key", "order " + id);
      Answer one = ask(context, first);
      Answer two = ask(context, second);
      assertThat(one.isRepeated()).isFalse();
      assertThat(two.isRepeated()).isTrue();
      assertThat(two.ids()).isEqualTo(one.ids()).isNotEmpty();
    }
  }

  @Test
  void whatIsAskedForCounts() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      BytesMessage message = octets(context, id());
      message.setStringProperty("sealpost_requirement", "REQUIRED");
      message.setStringProperty("sealpost_not_before", "2099-01-01T00:00:00Z");
      assertThat(ask(context, message).reason()).contains("sealpost_not_before");
      BytesMessage required = octets(context, id());
      required.setStringProperty("sealpost_requirement", "REQUIRED");
      Answer answer = ask(context, required);
      assertThat(application.rest().get("api/v1/messages/" + answer.ids().get(0)).object())
          .containsEntry("requirement", "REQUIRED");
      String id = id();
      BytesMessage optional = octets(context, id);
      optional.setStringProperty("sealpost_requirement", "OPTIONAL");
      Answer waived = ask(context, optional);
      assertThat(application.rest().get("api/v1/messages/" + waived.ids().get(0)).object())
          .containsEntry("requirement", "OPTIONAL");
      assertThat(arrived(id).beginning()).contains("TLS-Required: No\r\n");
    }
  }

  @Test
  void whatCannotBeTakenIsToldAndHoldsNothingUp() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      BytesMessage foreign = octets(context, id());
      foreign.setStringProperty("sealpost_reverse_path", "boss@own.example");
      assertThat(ask(context, foreign).reason()).startsWith("from 5");
      TextMessage noJson = context.createTextMessage("Dear Sir");
      assertThat(ask(context, noJson).reason())
          .isEqualTo("message 554 5.6.0 The text is no JSON object.");
      assertThat(ask(context, context.createMapMessage()).reason()).contains("5.6.0");
      BytesMessage nobody = octets(context, id());
      nobody.setStringProperty("sealpost_recipients", "nobody@own.example");
      assertThat(ask(context, nobody).reason()).startsWith("nobody@own.example 550 5.1.1");
      BytesMessage large = octets(context, id());
      large.writeBytes(new byte[2_000_000]);
      assertThat(ask(context, large).reason()).contains("larger than 2000000 octets");
      String id = id();
      assertThat(ask(context, octets(context, id)).isAccepted()).isTrue();
      arrived(id);
    }
    String log = application.sealpost().log();
    assertThat(log.lines().filter(line -> line.contains("MTA-6104")))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void aLargeMessageArrivesWhole() throws Exception {
    try (JMSContext context = application.connections().createContext()) {
      String id = id();
      BytesMessage message = octets(context, id);
      byte[] line =
          "0123456789abcdef0123456789abcdef0123456789abcdef\r\n"
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 30_000; i++) {
        message.writeBytes(line);
      }
      assertThat(ask(context, message).isAccepted()).isTrue();
      assertThat(arrived(id).bodyOctets()).isEqualTo("Thank you.\r\n".length() + 1_500_000L);
    }
  }

  @Test
  void noPortButThoseAskedForIsOpen() throws Exception {
    assertThat(application.sealpost().log()).contains("MTA-6001").contains("MTA-6101");
    assertThat(List.of("broker", "broker/journal"))
        .allSatisfy(name -> assertThat(application.sealpost().data().resolve(name)).isDirectory());
  }
}
