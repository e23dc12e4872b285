package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the parameters of RFC 3461 and RFC 4865. */
@Tag("rfc3461-4")
class DsnParametersTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(30);

  @ParameterizedTest
  @CsvSource({"a,a", "+41,A", "a+2Bb+3Dc,a+b=c", "+20,' '", "~!,~!", "+24+5C1,$\\1"})
  void decodesXtext(String encoded, String decoded) {
    assertThat(Xtext.parse(encoded)).map(Xtext::decoded).contains(decoded);
    assertThat(Xtext.parse(encoded)).map(Xtext::encoded).contains(encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "+4", "+4a", "+0A", "+7F", "+80", "a b", "a=b", "ä", "a\r\nb"})
  void refusesWhatIsNoXtext(String text) {
    assertThat(Xtext.parse(text)).isEmpty();
  }

  @Test
  void neverThrowsAndNeverYieldsControls() {
    Random random = new Random(7);
    String alphabet = "+0123456789ABCDEFabc=; \r\n\u00e4<>@,";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String value = text.toString();
      Xtext.parse(value).ifPresent(read -> assertThat(read.decoded()).matches("[\\x20-\\x7e]+"));
      OriginalRecipient.parse(value, true)
          .ifPresent(read -> assertThat(read.decoded()).doesNotContainPattern("\\p{Cntrl}"));
      RecipientParameters.parseNotify(value);
      FutureRelease.holdFor(value, NOW, LONGEST);
      FutureRelease.holdUntil(value, NOW, LONGEST);
    }
  }

  @Test
  void tellsOfFailureAndDelayWhereNothingWasSaid() {
    assertThat(RecipientParameters.NONE.wants(NotifyOn.FAILURE)).isTrue();
    assertThat(RecipientParameters.NONE.wants(NotifyOn.DELAY)).isTrue();
    assertThat(RecipientParameters.NONE.wants(NotifyOn.SUCCESS)).isFalse();
    assertThat(RecipientParameters.NONE.notifyText()).isNull();
  }

  @Test
  void writesNotifyAsItIsRead() {
    for (String text :
        new String[] {"NEVER", "SUCCESS", "FAILURE,DELAY", "SUCCESS,FAILURE,DELAY"}) {
      Set<NotifyOn> read = RecipientParameters.parseNotify(text).orElseThrow();
      assertThat(new RecipientParameters(read, null).notifyText()).isEqualTo(text);
    }
  }

  @Test
  void aRecipientGivenTwiceLosesNothingThatWasAskedFor() {
    OriginalRecipient original = new OriginalRecipient("rfc822", "x@y.example");
    RecipientParameters never = new RecipientParameters(Set.of(), null);
    RecipientParameters success = new RecipientParameters(Set.of(NotifyOn.SUCCESS), original);
    assertThat(never.and(success)).isEqualTo(success);
    assertThat(never.and(RecipientParameters.NONE).wants(NotifyOn.FAILURE)).isTrue();
    assertThat(RecipientParameters.NONE.and(RecipientParameters.NONE))
        .isEqualTo(RecipientParameters.NONE);
  }

  @Test
  @Tag("rfc4865-3")
  void readsWhenToRelease() {
    assertThat(FutureRelease.holdFor("60", NOW, LONGEST))
        .contains(new FutureRelease(NOW.plusSeconds(60), "for;60"));
    assertThat(FutureRelease.holdFor("2592001", NOW, LONGEST)).isEmpty();
    assertThat(FutureRelease.holdUntil("2026-12-01T12:00:00Z", NOW, LONGEST))
        .contains(
            new FutureRelease(Instant.parse("2026-12-01T12:00:00Z"), "until;2026-12-01T12:00:00Z"));
    assertThat(FutureRelease.holdUntil("2026-12-01T12:00:01Z", NOW, LONGEST)).isEmpty();
    assertThat(FutureRelease.holdUntil("2026-02-30T00:00:00Z", NOW, LONGEST)).isEmpty();
  }
}
