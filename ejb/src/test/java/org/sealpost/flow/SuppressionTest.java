package org.sealpost.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.config.SuppressionSettings;
import org.sealpost.delivery.Failure;
import org.sealpost.queue.AddressFailures.AddressEnd;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Which addresses get on the suppression list, what that means for mail, and how they get off. */
final class SuppressionTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final ForwardPath GONE = path("gone@far.example");
  private static final ReversePath SENDER = new ReversePath(Mailbox.of("s@here.example"));

  private Instant time = NOW;
  private SuppressionSettings settings = new SuppressionSettings(1, 3, MONTH);
  private final Source source = new Source();
  private final Suppression suppression = new Suppression(source, () -> time);

  @AfterEach
  void forgetAll() {
    DATABASE.transact(em -> em.createQuery("delete from SuppressedEntity").executeUpdate());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static ForwardPath path(String text) {
    return new ForwardPath(Mailbox.of(text));
  }

  private static <T> T in(Function<SuppressionTable, T> work) {
    return DATABASE.inTransaction(em -> work.apply(new SuppressionTable(em)));
  }

  private static long count(String part, Instant at) {
    return in(table -> table.count(part, at));
  }

  private static List<Suppressed> list(String part, Instant at, int first, int most) {
    return in(table -> table.list(part, at, first, most));
  }

  private static Optional<Suppressed> find(ForwardPath path, Instant at) {
    return in(table -> table.find(path, at));
  }

  private static Optional<Suppressed> remove(long id) {
    return in(table -> table.remove(id));
  }

  private static int prune(Instant at) {
    return in(table -> table.prune(at));
  }

  private void end(ForwardPath path, @Nullable Failure failure, long messageId) {
    DATABASE.transact(
        em ->
            new FailureCount(em, settings, suppression)
                .ended(List.of(new AddressEnd(path, failure, messageId, time))));
  }

  private void fail(ForwardPath path, String status) {
    end(path, failure(status, true), 4711);
  }

  private static Failure failure(String status, boolean saidByPeer) {
    EnhancedStatusCode code = EnhancedStatusCode.of(status);
    Reply reply = saidByPeer ? new Reply(550, code, List.of("no such user")) : null;
    return new Failure(
        code, "mx.far.example refused the recipient: 550 no such user", "mx", "RCPT", reply);
  }

  private boolean isListed(ForwardPath path) {
    return suppression.find(path).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "5.1.1, true, true",
    "5.1.3, true, true",
    "5.1.6, true, true",
    "5.1.10, true, true",
    "5.1.10, false, true",
    "5.1.1, false, false",
    "5.1.2, true, false",
    "5.2.1, true, false",
    "5.2.2, true, false",
    "5.0.0, true, false",
    "5.7.1, true, false",
    "5.7.10, false, false",
    "5.7.30, false, false",
    "5.4.1, true, false",
  })
  void oneFailureIsEnoughWhereTheAddressDoesNotExist(
      String status, boolean saidByPeer, boolean listed) {
    end(GONE, failure(status, saidByPeer), 4711);
    assertThat(isListed(GONE)).isEqualTo(listed);
    assertThat(isListed(path("other@far.example"))).isFalse();
  }

  @Test
  void aDisabledMailboxHasToFailMoreOften() {
    fail(GONE, "5.2.1");
    fail(GONE, "5.2.1");
    assertThat(isListed(GONE)).isFalse();
    assertThat(count("", NOW)).isZero();
    fail(GONE, "5.2.1");
    assertThat(isListed(GONE)).isTrue();
    assertThat(list("", NOW, 0, 10).get(0).failures()).isEqualTo(3);
  }

  @Test
  void mailThatIsTakenMakesTheCountBeginAnew() {
    fail(GONE, "5.2.1");
    fail(GONE, "5.2.1");
    end(GONE, null, 4712);
    fail(GONE, "5.2.1");
    assertThat(isListed(GONE)).isFalse();
  }

  @Test
  void anEntryEndsAfterItsTimeAndTheCountBeginsAnew() {
    settings = new SuppressionSettings(2, 3, MONTH);
    fail(GONE, "5.1.1");
    fail(GONE, "5.1.1");
    time = NOW.plus(MONTH).minusMillis(1);
    assertThat(isListed(GONE)).isTrue();
    time = NOW.plus(MONTH);
    assertThat(isListed(GONE)).isFalse();
    fail(GONE, "5.1.1");
    assertThat(isListed(GONE)).isFalse();
    fail(GONE, "5.1.1");
    assertThat(isListed(GONE)).isTrue();
  }

  @Test
  void nothingGetsThereByItselfWhereItIsOffAndWhatOperatorsPutThereCounts() {
    settings = new SuppressionSettings(1, 1, Duration.ZERO);
    fail(GONE, "5.1.1");
    assertThat(isListed(GONE)).isFalse();
    add(GONE, null);
    assertThat(isListed(GONE)).isTrue();
  }

  private Suppressed add(ForwardPath path, @Nullable Instant end) {
    Suppressed added = in(table -> table.add(path, "they asked for it", "ada", NOW, end));
    suppression.read();
    return added;
  }

  @Test
  void anOperatorsEntryIsKeptWhenTheAddressFails() {
    add(GONE, null);
    fail(GONE, "5.1.1");
    assertThat(list("", NOW, 0, 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.madeBy()).isEqualTo("ada");
              assertThat(entry.endsAt()).isNull();
            });
  }

  @Test
  void anEntryIsTakenOffAndTheAddressIsWrittenToAgain() {
    fail(GONE, "5.1.1");
    Suppressed entry = find(GONE, NOW).orElseThrow();
    assertThat(remove(entry.id())).contains(entry);
    assertThat(remove(entry.id())).isEmpty();
    assertThat(isListed(GONE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postmaster@far.example", "Postmaster@far.example", "abuse@far.example"})
  void thoseWhoAnswerForADomainAreAlwaysWrittenTo(String address) {
    fail(path(address), "5.1.1");
    assertThat(isListed(path(address))).isFalse();
    assertThatThrownBy(() -> add(path(address), null)).isInstanceOf(FlowRefusedException.class);
  }

  @Test
  void theFailureOfANotificationCountsForNothing() {
    long notification = QueueSamples.insertNotification(DATABASE, "gone@far.example");
    end(GONE, failure("5.1.1", true), notification);
    assertThat(isListed(GONE)).isFalse();
    long message = QueueSamples.insert(DATABASE, TlsRequirement.DEFAULT, "gone@far.example");
    end(GONE, failure("5.1.1", true), message);
    assertThat(isListed(GONE)).isTrue();
  }

  @Test
  void theSenderIsToldOfTheListAndOfWhatWasSaid() {
    fail(GONE, "5.1.1");
    Failure failure = suppression.find(GONE).orElseThrow();
    assertThat(failure.status()).hasToString("5.1.1");
    assertThat(failure.reply()).isNull();
    assertThat(failure.explanation())
        .contains("suppression list", "2026-03-01", "550 no such user", "gone@far.example");
    Reply reply = Objects.requireNonNull(suppression.refusal(SENDER, GONE));
    assertThat(reply.code()).isEqualTo(550);
    assertThat(reply.lines().get(0)).contains("suppression list", "(5.1.1)").hasSizeLessThan(500);
    assertThat(suppression.refusal(SENDER, path("other@far.example"))).isNull();
  }

  @Test
  void aNotificationIsTakenForWhoeverItIs() {
    fail(GONE, "5.1.1");
    assertThat(suppression.refusal(ReversePath.NULL, GONE)).isNull();
  }

  @Test
  void theLocalPartIsComparedWithItsCase() {
    fail(GONE, "5.1.1");
    assertThat(isListed(path("Gone@far.example"))).isFalse();
    assertThat(isListed(path("gone@FAR.example"))).isTrue();
  }

  @Test
  void anotherNodeLearnsOfEntriesAndAsksForNoOthers() {
    Suppression other = new Suppression(source, () -> time);
    other.read();
    fail(GONE, "5.1.1");
    assertThat(other.find(GONE)).isEmpty();
    other.read();
    assertThat(other.find(GONE)).isPresent();
    int before = source.asked;
    for (int i = 0; i < 1_000; i++) {
      assertThat(other.find(path("a" + i + "@far.example"))).isEmpty();
    }
    assertThat(source.asked).as("nobody is asked in vain").isEqualTo(before);
  }

  @Test
  void whereNobodyCanBeAskedTheMailIsSent() {
    fail(GONE, "5.1.1");
    source.broken = true;
    assertThat(suppression.find(GONE)).isEmpty();
    assertThat(suppression.refusal(SENDER, GONE)).isNull();
    suppression.read();
    source.broken = false;
    assertThat(isListed(GONE)).isTrue();
  }

  @Test
  void theListIsSearchedAndPagedAndPruned() {
    for (int i = 0; i < 5; i++) {
      time = NOW.plusSeconds(i);
      fail(path("u_" + i + "@far.example"), "5.1.1");
    }
    assertThat(count("", NOW)).isEqualTo(5);
    assertThat(list("", NOW, 1, 2))
        .extracting(Suppressed::address)
        .containsExactly("u_3@far.example", "u_2@far.example");
    assertThat(list("U_2", NOW, 0, 10)).hasSize(1);
    assertThat(list("u%", NOW, 0, 10)).isEmpty();
    assertThat(prune(NOW.plus(MONTH))).isEqualTo(1);
    assertThat(prune(NOW.plus(MONTH))).isZero();
  }

  @Test
  void theLongestAddressHasRoom() {
    ForwardPath longest = path("x".repeat(128) + "@" + "y".repeat(60) + "." + "z".repeat(60));
    fail(longest, "5.1.1");
    assertThat(isListed(longest)).isTrue();
  }

  private static final class Source implements SuppressionSource {
    int asked;
    boolean broken;

    @Override
    public Optional<Suppressed> find(ForwardPath path, Instant now) {
      check();
      asked++;
      return in(table -> table.find(path, now));
    }

    @Override
    public List<SuppressionTable.Written> writtenAfter(long version, int most) {
      check();
      return in(table -> table.writtenAfter(version, most));
    }

    @Override
    public int prune(Instant now) {
      return in(table -> table.prune(now));
    }

    private void check() {
      if (broken) {
        throw new IllegalStateException("no database");
      }
    }
  }
}
