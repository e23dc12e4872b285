package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.MailData;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.TlsRequirement;

/** What goes into the queue comes out of it. */
final class MessageStoreTest {
  private static QueueDatabase database;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_655, 32_656, 32_657, 65_328, 65_329, 2_000_000})
  void givesBackEveryOctet(int length) {
    String content = text(length);
    MessageStore.Stored stored =
        Samples.insert(
            database, Samples.message(TlsRequirement.DEFAULT, "a@example.net"), content, null);
    String read =
        database.inTransaction(
            em -> {
              MessageStore store = new MessageStore(em);
              MessageEntity message = store.find(stored.message().id()).orElseThrow();
              assertThat(message.octets()).isEqualTo(Samples.PREFIX.length + length);
              return read(store.content(message));
            });
    assertThat(read).isEqualTo("Received: here\r\n" + content);
  }

  @Test
  void keepsSmallContentForTheFirstAttempt() {
    MessageStore.Stored small =
        Samples.insert(
            database, Samples.message(TlsRequirement.DEFAULT, "a@example.net"), "short", null);
    assertThat(small.resident()).hasSize(1);
    MessageStore.Stored large =
        Samples.insert(
            database,
            Samples.message(TlsRequirement.DEFAULT, "a@example.net"),
            text(100_000),
            null);
    assertThat(large.resident()).isNull();
  }

  @Test
  void findsOutItselfWhetherContentIsEightBit() {
    assertThat(bodyOf("only ASCII\r\n")).isEqualTo(BodyType.SEVEN_BIT);
    assertThat(bodyOf("grüße\r\n")).isEqualTo(BodyType.EIGHT_BIT_MIME);
    assertThat(bodyOf(text(3_000_000) + "ü")).isEqualTo(BodyType.EIGHT_BIT_MIME);
  }

  private BodyType bodyOf(String content) {
    MessageStore.Stored stored =
        Samples.insert(
            database, Samples.message(TlsRequirement.DEFAULT, "a@example.net"), content, null);
    return database.inTransaction(
        em -> new MessageStore(em).find(stored.message().id()).orElseThrow().bodyType());
  }

  @Test
  void dataThatEndsEarlyIsNotTaken() {
    MailData cut =
        new MailData() {
          @Override
          public long octets() {
            return 100;
          }

          @Override
          public InputStream open() {
            return InputStream.nullInputStream();
          }
        };
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    em -> {
                      try {
                        return new MessageStore(em)
                            .insert(
                                Samples.message(TlsRequirement.DEFAULT, "a@example.net"),
                                id -> new ContentSource.Content(new byte[0], cut),
                                null);
                      } catch (IOException early) {
                        throw new IllegalStateException(early);
                      }
                    }))
        .hasRootCauseMessage("mail data ends 100 octets early");
    List<MessageEntity> left =
        database.inTransaction(
            em ->
                em.createQuery("select m from MessageEntity m", MessageEntity.class)
                    .getResultList());
    assertThat(left).isEmpty();
  }

  @Test
  void contentThatLostAPieceNeverLooksComplete() {
    QueuedContent content =
        new QueuedContent(10, (first, most) -> first == 0 ? List.of(new byte[4]) : List.of());
    assertThatThrownBy(() -> content.open().readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("content ends after 4 of 10 octets");
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private static String text(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
