package org.sealpost.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.NotifyOn;

final class OrderReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String MAIL = "From: shop@own.example\r\nSubject: s\r\n\r\nbody\r\n";
  private static final String JSON =
      """
      {"from": "Shop <shop@own.example>", "to": ["a@far.example"], "bcc": ["b@far.example"],
       "subject": "Größe", "text": "Danke."}
      """;
  private static final Map<String, String> SET =
      Map.of(
          "hostname", "mx.own.example",
          "smtp.max-message-octets", "1048576",
          "smtp.max-recipients", "100");

  @TempDir private Path data;

  private static FakeMessage octets() {
    return FakeMessage.with(MAIL)
        .and("sealpost_reverse_path", "shop@own.example")
        .and("sealpost_recipients", "a@far.example, b@far.example");
  }

  private OrderReader reader() {
    Settings settings =
        SettingsReader.read(data, key -> Optional.ofNullable(SET.get(key)), SET.keySet());
    return new OrderReader(settings, () -> NOW);
  }

  private Order order(Message message) throws Exception {
    try (OrderReader.Read read = reader().read(message)) {
      return read.order();
    }
  }

  private String content(Message message) throws Exception {
    try (OrderReader.Read read = reader().read(message);
        InputStream in = read.order().mail().data().open()) {
      byte[] octets = in.readAllBytes();
      assertThat(octets).hasSize((int) read.order().mail().data().octets());
      return new String(octets, StandardCharsets.UTF_8);
    }
  }

  private void assertWrong(Message message, String why) {
    assertThatThrownBy(() -> reader().read(message))
        .isInstanceOf(WrongOrderException.class)
        .hasMessageContaining(why);
    assertThat(data.resolve("spool").toFile().list()).isNullOrEmpty();
  }

  @Test
  void octetsAreTakenAsTheyAre() throws Exception {
    assertThat(content(octets().bytes())).isEqualTo(MAIL);
    Order order = order(octets().bytes());
    assertThat(order.account()).isEqualTo("shop@own.example");
    assertThat(order.key()).isEqualTo("ID:1");
    assertThat(order.mail().reversePath().text()).isEqualTo("shop@own.example");
    assertThat(order.mail().recipients())
        .extracting(one -> one.path().text())
        .containsExactly("a@far.example", "b@far.example");
    assertThat(order.mail().parameters().requireTls()).isFalse();
    assertThat(order.mail().parameters().body()).isEqualTo(BodyType.SEVEN_BIT);
  }

  @Test
  @Tag("rfc3461-4.1")
  void propertiesAskAsParametersDo() throws Exception {
    Order order =
        order(
            octets()
                .and("sealpost_requirement", "required")
                .and("sealpost_notify", "SUCCESS,DELAY")
                .and("sealpost_ret", "HDRS")
                .and("sealpost_envid", "order+2B1")
                .and("sealpost_key", "4711")
                .and("sealpost_not_before", "2026-11-27T13:00:00Z")
                .bytes());
    assertThat(order.key()).isEqualTo("4711");
    assertThat(order.mail().parameters().requireTls()).isTrue();
    assertThat(order.mail().parameters().dsn().returned()).isEqualTo(DsnReturn.HDRS);
    assertThat(order.mail().parameters().dsn().envelopeId())
        .satisfies(id -> assertThat(id.decoded()).isEqualTo("order+1"));
    assertThat(order.mail().parameters().release())
        .satisfies(release -> assertThat(release.at()).isEqualTo(NOW.plusSeconds(3600)));
    assertThat(order.mail().recipients())
        .map(EnvelopeRecipient::parameters)
        .allSatisfy(
            asked ->
                assertThat(asked.notifyOn()).isEqualTo(Set.of(NotifyOn.SUCCESS, NotifyOn.DELAY)));
  }

  @Test
  @Tag("rfc8689-5")
  void optionalIsSaidByTheFieldOnce() throws Exception {
    assertThat(content(octets().and("sealpost_requirement", "OPTIONAL").bytes()))
        .isEqualTo("TLS-Required: No\r\n" + MAIL);
    String said = "TLS-Required: No\r\n" + MAIL;
    FakeMessage message =
        FakeMessage.with(said)
            .and("sealpost_reverse_path", "<>")
            .and("sealpost_recipients", "a@far.example")
            .and("sealpost_requirement", "OPTIONAL");
    assertThat(content(message.bytes())).isEqualTo(said);
  }

  @Test
  void jsonSaysWhoGetsIt() throws Exception {
    Order order = order(FakeMessage.with(JSON).text());
    assertThat(order.mail().reversePath().text()).isEqualTo("shop@own.example");
    assertThat(order.mail().recipients())
        .extracting(one -> one.path().text())
        .containsExactly("a@far.example", "b@far.example");
    String content = content(FakeMessage.with(JSON).text());
    MimeMessage mail =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new java.io.ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    assertThat(mail.getSubject()).isEqualTo("Größe");
    assertThat(mail.getContent()).asString().startsWith("Danke.");
    assertThat(mail.getMessageID()).endsWith("@mx.own.example>");
    assertThat(content).doesNotContain("b@far.example");
  }

  @Test
  void propertiesGoBeforeWhatJsonSays() throws Exception {
    Order order =
        order(
            FakeMessage.with(JSON)
                .and("sealpost_reverse_path", "<>")
                .and("sealpost_recipients", "c@far.example")
                .text());
    assertThat(order.mail().reversePath().isNull()).isTrue();
    assertThat(order.mail().recipients())
        .extracting(one -> one.path().text())
        .containsExactly("c@far.example");
  }

  @Test
  void textHtmlAndFilesBecomeParts() throws Exception {
    String json =
        """
        {"from": "shop@own.example", "to": ["a@far.example"], "text": "t", "html": "<p>h</p>",
         "attachments": [{"name": "ä.pdf", "type": "application/pdf", "content": "AAEC"}]}
        """;
    MimeMessage mail =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new java.io.ByteArrayInputStream(
                content(FakeMessage.with(json).text()).getBytes(StandardCharsets.UTF_8)));
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
    assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sealpost_recipients|nobody",
        "sealpost_recipients|a@far.example,",
        "sealpost_reverse_path|shop",
        "sealpost_requirement|STRONG",
        "sealpost_notify|NEVER,SUCCESS",
        "sealpost_ret|ALL",
        "sealpost_envid|a b",
        "sealpost_not_before|tomorrow",
        "sealpost_not_before|2099-01-01T00:00:00Z",
      })
  void wrongPropertiesAreNamed(String name, String value) {
    assertWrong(octets().and(name, value).bytes(), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear Sir",
        "[]",
        "{}",
        "{\"from\":\"a@b.example\"}",
        "{\"from\":1,\"text\":\"t\"}",
        "{\"from\":\"a@b.example\",\"to\":\"c@b.example\",\"text\":\"t\"}",
        "{\"from\":\"a@b.example\",\"to\":[1],\"text\":\"t\"}",
        "{\"from\":\"a@b.example\",\"to\":[\"c@b.example\"],\"text\":\"t\",\"body\":\"\"}",
        "{\"from\":\"a, b\",\"to\":[\"c@b.example\"],\"text\":\"t\"}",
        "{\"from\":\"a@b.example\",\"to\":[\"c@b.example\"],\"text\":\"t\",\"subject\":\"a\\r\\nBcc: x\"}",
        "{\"from\":\"a@b.example\",\"to\":[\"c@b.example\"],\"text\":\"t\",\"attachments\":[{\"name\":\"n\",\"type\":\"text/plain\",\"content\":\"%\"}]}",
        "{\"from\":\"a@b.example\",\"to\":[\"c@b.example\"],\"text\":\"t\",\"attachments\":[{\"name\":\"n\",\"type\":\"multipart/mixed\",\"content\":\"\"}]}",
      })
  void wrongJsonIsRefused(String json) {
    assertWrong(FakeMessage.with(json).text(), "");
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    assertWrong(FakeMessage.with("[".repeat(100_000)).text(), "no JSON object");
  }

  @Test
  void nobodyKnownOrNoEnvelopeIsRefused() {
    assertWrong(octets().without("JMSXUserID").bytes(), "JMSXUserID");
    assertWrong(octets().without("sealpost_reverse_path").bytes(), "sealpost_reverse_path");
    assertWrong(octets().without("sealpost_recipients").bytes(), "sealpost_recipients");
    assertWrong(octets().id(null).bytes(), "sealpost_key");
    assertWrong(octets().and("sealpost_key", "k".repeat(256)).bytes(), "sealpost_key");
    assertWrong(octets().as(MapMessage.class), "BytesMessage");
    String many = "a@far.example,".repeat(100) + "b@far.example";
    assertWrong(octets().and("sealpost_recipients", many).bytes(), "between 1 and 100");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    String large = MAIL + "x".repeat(1_048_576);
    assertWrong(
        FakeMessage.with(large)
            .and("sealpost_reverse_path", "shop@own.example")
            .and("sealpost_recipients", "a@far.example")
            .bytes(),
        "larger than 1048576 octets");
  }

  @Test
  void theSchemaHasTheMembersThatAreRead() throws Exception {
    try (InputStream in = JsonMail.class.getResourceAsStream("mail-1.schema.json")) {
      assertThat(in).isNotNull();
      var schema = jakarta.json.Json.createReader(in).readObject();
      assertThat(schema.getJsonObject("properties").keySet()).isEqualTo(JsonMail.members());
      assertThat(schema.getJsonArray("required").getValuesAs(Object::toString))
          .isEqualTo(List.of("\"from\""));
    }
  }
}
