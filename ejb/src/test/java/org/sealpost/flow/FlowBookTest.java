package org.sealpost.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.HeldBy;
import org.sealpost.queue.LineLimit;
import org.sealpost.queue.NewMessage;
import org.sealpost.queue.RuledWaits;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Which of several rules counts. */
final class FlowBookTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final List<LaidRule> rules = new ArrayList<>();

  private void lay(FlowRule rule) {
    rules.add(new LaidRule(rules.size() + 1, rule, "because", "ada", NOW, null, null));
  }

  private FlowBook book() {
    return new FlowBook(1, rules);
  }

  private static DomainPattern pattern(String text) {
    return DomainPattern.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.example, 1",
    "x.a.b.example, 2",
    "y.x.a.b.example, 2",
    "c.b.example, 3",
    "b.example, 4",
    "ab.example, 4",
    "[192.0.2.1], 4",
  })
  void theMostSpecificLimitAloneCounts(String domain, int connections) {
    lay(new FlowRule.Limit(pattern("*"), new LineLimit(4, 60)));
    lay(new FlowRule.Limit(pattern("*.b.example"), new LineLimit(3, null)));
    lay(new FlowRule.Limit(pattern("*.a.b.example"), new LineLimit(2, null)));
    lay(new FlowRule.Limit(pattern("a.b.example"), new LineLimit(1, null)));
    LineLimit found = book().limit(domain);
    assertThat(found.connections()).isEqualTo(connections);
    assertThat(found.perMinute()).isEqualTo(connections == 4 ? 60 : null);
  }

  @Test
  void whereNothingIsLaidDownTheSettingsCount() {
    assertThat(book().limit("one.example")).isEqualTo(LineLimit.NONE);
    assertThat(book().waits("one.example", FailureKind.DNS)).isNull();
    assertThat(book().closed().holds("one.example")).isFalse();
    lay(new FlowRule.Limit(pattern("*.one.example"), new LineLimit(1, null)));
    assertThat(book().limit("one.example")).isEqualTo(LineLimit.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "one.example, GREYLISTED, 1",
    "one.example, DNS, 2",
    "sub.one.example, GREYLISTED, 3",
    "sub.one.example, DNS, 4",
    "two.example, GREYLISTED, 5",
    "two.example, OTHER, 0",
  })
  void waitsGoByTheDestinationAndThenByTheKind(String domain, FailureKind kind, int minutes) {
    lay(retry("one.example", FailureKind.GREYLISTED, 1));
    lay(retry("one.example", null, 2));
    lay(retry("*.one.example", FailureKind.GREYLISTED, 3));
    lay(retry("*", FailureKind.GREYLISTED, 5));
    lay(retry("*.one.example", FailureKind.DNS, 4));
    RuledWaits found = book().waits(domain, kind);
    List<Duration> expected = minutes == 0 ? List.of() : List.of(Duration.ofMinutes(minutes));
    assertThat(found == null ? List.of() : found.waits()).isEqualTo(expected);
  }

  private static FlowRule retry(String pattern, @Nullable FailureKind kind, int minutes) {
    return new FlowRule.Retry(pattern(pattern), kind, List.of(Duration.ofMinutes(minutes)));
  }

  private static FlowRule.Pause pause(String pattern) {
    return new FlowRule.Pause(pattern(pattern), null);
  }

  @ParameterizedTest
  @CsvSource({
    ".one.example, one.example, true",
    ".one.example, sub.one.example, true",
    ".one.example, a.sub.one.example, true",
    ".one.example, notone.example, false",
    ".one.example, example, false",
    "*.one.example, one.example, false",
    "*.one.example, a.sub.one.example, true",
  })
  void aPauseMayBeForAllBelowADomain(String pattern, String domain, boolean paused) {
    lay(pause(pattern));
    assertThat(book().closed().holds(domain)).isEqualTo(paused);
    assertThat(pattern(pattern).matches(Domain.of(domain))).isEqualTo(paused);
    assertThat(pattern(pattern)).hasToString(pattern);
  }

  @Test
  void whatIsForADomainAndAllBelowItCountsLessThanWhatIsForOneOfThem() {
    lay(new FlowRule.Limit(pattern(".one.example"), new LineLimit(1, null)));
    lay(new FlowRule.Limit(pattern("*.one.example"), new LineLimit(2, null)));
    assertThat(book().limit("one.example").connections()).isEqualTo(1);
    assertThat(book().limit("sub.one.example").connections()).isEqualTo(2);
    lay(new FlowRule.Limit(pattern("one.example"), new LineLimit(3, null)));
    assertThat(book().limit("one.example").connections()).isEqualTo(3);
  }

  @Test
  void aPauseIsForOneDomainOrForEverything() {
    lay(pause("one.example"));
    assertThat(book().closed().holds("one.example")).isTrue();
    assertThat(book().closed().holds("sub.one.example")).isFalse();
    lay(pause("*"));
    assertThat(book().closed().holds("two.example")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sender@far.example, , , a@one.example, true",
    "Sender@far.example, , , a@one.example, true",
    "other@far.example, , , a@one.example, false",
    "far.example, , , a@one.example, true",
    "*.example, , , a@one.example, true",
    "*.far.example, , , a@one.example, false",
    "<>, , , a@one.example, false",
    ", one.example, , a@one.example, true",
    ", one.example, , a@sub.one.example, false",
    ", *.one.example, , a@sub.one.example, true",
    ", , INVOICE, a@one.example, true",
    ", , the boss, a@one.example, true",
    ", , payment, a@one.example, false",
    "far.example, one.example, invoice, a@one.example, true",
    "far.example, two.example, invoice, a@one.example, false",
    "near.example, one.example, invoice, a@one.example, false",
  })
  void aHoldNeedsAllThatItNames(
      @Nullable String from,
      @Nullable String to,
      @Nullable String said,
      String path,
      boolean held) {
    lay(
        new FlowRule.Hold(
            from == null ? null : ReversePathPattern.parse(from).orElseThrow(),
            to == null ? null : pattern(to),
            said));
    ForwardPath recipient = new ForwardPath(Mailbox.of(path));
    HeldBy rule = book().heldBy(message("sender@far.example", recipient), recipient.domain());
    if (held) {
      HeldBy by = Objects.requireNonNull(rule);
      assertThat(by.rule()).isEqualTo(1);
      assertThat(by.why()).startsWith("Held back by a rule: because (hold ");
    } else {
      assertThat(rule).isNull();
    }
  }

  @Test
  void theNullReversePathHasAPatternOfItsOwn() {
    lay(new FlowRule.Hold(ReversePathPattern.parse("<>").orElseThrow(), null, null));
    ForwardPath recipient = new ForwardPath(Mailbox.of("a@one.example"));
    assertThat(book().heldBy(message("", recipient), recipient.domain())).isNotNull();
    assertThat(book().heldBy(message("s@far.example", recipient), recipient.domain())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "**", "*.", "*.*.example", "*.[192.0.2.1]", "a b.example", "*example"})
  void refusesPatternsThatAreNone(String text) {
    assertThat(DomainPattern.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*.one.example", "one.example", "[192.0.2.1]"})
  void writesPatternsAsItReadsThem(String text) {
    assertThat(pattern(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5m, 15m 1h;1d | 5m, 15m, 1h, 1d",
        "PT7M30S,90s | 450s, 90s",
        "PT1.5S | PT1.5S",
      })
  void readsWaitsAsPeopleWriteThem(String text, String written) {
    List<Duration> waits = Waits.parse(text).orElseThrow();
    assertThat(Waits.text(waits)).isEqualTo(written);
    assertThat(Waits.parse(written)).contains(waits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0s", "500", "8d", "PT0.5S", "-5m", "PT-5M", "5m,,x"})
  void refusesWaitsThatAreNone(String text) {
    assertThat(Waits.parse(text)).isEmpty();
  }

  private static NewMessage message(String from, ForwardPath to) {
    return new NewMessage(
        NOW,
        NOW.plus(Duration.ofDays(5)),
        ReversePath.parse(from).orElseThrow(),
        TlsRequirement.DEFAULT,
        false,
        false,
        "Your invoice",
        "The Boss <boss@far.example>",
        new NewMessage.Origin("relay", "127.0.0.1", "client.example", null, null),
        NewMessage.Asked.NOTHING,
        List.of(new EnvelopeRecipient(to)));
  }
}
