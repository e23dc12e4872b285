package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.launcher.Json;
import org.sealpost.whole.rest.ConsoleForms;
import org.sealpost.whole.rest.Rest;

/** A running Sealpost with its broker's port open, and an application that has an account there. */
final class MailApplication implements AutoCloseable {
  static final String ACCOUNT = "shop@own.example";
  static final String RECIPIENT = "b@peer.example";
  private static final long PATIENCE = 30_000;

  private final RunningSealpost sealpost;
  private final int port = RunningSealpost.freePorts(1).get(0);
  private @Nullable Rest rest;
  private @Nullable String password;
  private @Nullable String token;

  MailApplication(Path data, String route) {
    sealpost =
        new RunningSealpost(data)
            .set("jms.port", Integer.toString(port))
            .set("route.peer.example", route);
  }

  MailApplication set(String key, String value) {
    sealpost.set(key, value);
    return this;
  }

  /** The first start, with the account. */
  MailApplication start() throws Exception {
    sealpost.start().awaitReady();
    String oneTime = Files.readString(sealpost.data().resolve("initial-admin-password")).strip();
    ConsoleForms forms = new ConsoleForms(sealpost.console()).signInFirst("admin", oneTime);
    String ofAdmin = forms.token("tests", "ADMINISTRATOR");
    token = ofAdmin;
    Rest admin = new Rest(sealpost.console(), ofAdmin);
    rest = admin;
    assertThat(admin.send("PUT", "api/v1/hosted-domains/own.example", "{}").status())
        .isEqualTo(204);
    Rest.Answer made = admin.send("POST", "api/v1/accounts", "{\"address\":\"" + ACCOUNT + "\"}");
    password = String.valueOf(made.object().get("password"));
    return this;
  }

  RunningSealpost sealpost() {
    return sealpost;
  }

  Rest rest() {
    return Objects.requireNonNull(rest);
  }

  ConnectionFactory connections() {
    return connections(ACCOUNT, Objects.requireNonNull(password));
  }

  ConnectionFactory connections(String user, String secret) {
    return new Submitter(port, user, secret).connections();
  }

  /** Of somebody who sees all mail in the console. */
  ConnectionFactory readerConnections() {
    return connections("console:admin", Objects.requireNonNull(token));
  }

  /** A submission of octets, complete but for what a test changes. */
  static BytesMessage octets(JMSContext context, String id) throws JMSException {
    BytesMessage message = context.createBytesMessage();
    message.writeBytes(
        "From: Shop <%s>\r\nTo: %s\r\nMessage-ID: <%s>\r\nSubject: %s\r\n\r\nThank you.\r\n"
            .formatted(ACCOUNT, RECIPIENT, id, id)
            .getBytes(StandardCharsets.UTF_8));
    message.setStringProperty("sealpost_reverse_path", ACCOUNT);
    message.setStringProperty("sealpost_recipients", RECIPIENT);
    return message;
  }

  /** Sends it and waits for the answer. */
  static Answer ask(JMSContext context, Message message) throws JMSException {
    TemporaryQueue answers = context.createTemporaryQueue();
    try (JMSConsumer consumer = context.createConsumer(answers)) {
      message.setJMSReplyTo(answers);
      context.createProducer().send(context.createQueue("sealpost.submit"), message);
      Message answer = consumer.receive(PATIENCE);
      assertThat(answer).as("an answer in time").isNotNull();
      assertThat(answer.getJMSCorrelationID()).isEqualTo(message.getJMSMessageID());
      return new Answer(
          Json.readObject(answer.getBody(String.class)).orElseThrow(AssertionError::new));
    } finally {
      answers.delete();
    }
  }

  /** What came back. */
  record Answer(Map<String, @Nullable Object> json) {
    boolean isAccepted() {
      return Boolean.TRUE.equals(json.get("accepted"));
    }

    boolean isRepeated() {
      return Boolean.TRUE.equals(json.get("repeated"));
    }

    List<?> ids() {
      return list("ids");
    }

    /** About what, with which code and status, and why: of the first reason. */
    String reason() {
      Map<?, ?> first = (Map<?, ?>) list("reasons").get(0);
      return "%s %s %s %s"
          .formatted(
              first.get("about"),
              first.get("code") instanceof Number code ? code.intValue() : "no code",
              first.get("status"),
              first.get("text"));
    }

    private List<?> list(String name) {
      return json.get(name) instanceof List<?> list ? list : List.of();
    }
  }

  @Override
  public void close() {
    sealpost.close();
  }
}
