package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.delivery.Failure;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/** What kind a failure is, and how long what failed so waits. */
final class FailureKindTest {
  private static final Domain ONE = Domain.of("one.example");

  @ParameterizedTest
  @CsvSource({
    // no session
    "4.4.1, , , CONNECTION",
    "4.4.2, , , CONNECTION",
    "4.3.2, greeting, 450, CONNECTION",
    "4.3.2, EHLO, 421, CONNECTION",
    // the session broken off in the middle
    "4.4.2, RCPT, 421, CONNECTION",
    "4.4.2, end of mail data, 421, CONNECTION",
    // greylisting
    "4.7.1, RCPT, 450, GREYLISTED",
    "4.7.1, RCPT, 451, GREYLISTED",
    "4.0.0, RCPT, 451, GREYLISTED",
    "4.2.0, RCPT, 450, GREYLISTED",
    // a full mailbox, whatever the code
    "4.2.2, RCPT, 452, MAILBOX_FULL",
    "4.2.2, RCPT, 450, MAILBOX_FULL",
    "4.2.2, end of mail data, 452, MAILBOX_FULL",
    // the DNS
    "4.4.3, , , DNS",
    "4.4.4, , , DNS",
    // protection
    "4.7.5, , , TLS_POLICY",
    "4.7.10, , , TLS_POLICY",
    "4.7.10, STARTTLS, 454, TLS_POLICY",
    "4.7.0, , , TLS_POLICY",
    // a peer's policy, or a password, is not about protection
    "4.7.1, MAIL, 450, OTHER",
    "4.7.1, end of mail data, 451, OTHER",
    "4.7.8, AUTH, 535, OTHER",
    // the rest
    "4.3.0, , , OTHER",
    "4.0.0, DATA, 451, OTHER",
    "4.3.1, RCPT, 452, OTHER",
    "4.5.3, RCPT, 452, OTHER",
    "4.4.3, RCPT, 452, OTHER",
  })
  void isKnownByStatusAndReply(
      String status, @Nullable String command, @Nullable Integer code, FailureKind kind) {
    assertThat(FailureKind.of(failure(status, command, code))).isEqualTo(kind);
  }

  static Failure failure(String status, @Nullable String command, @Nullable Integer code) {
    EnhancedStatusCode enhanced = EnhancedStatusCode.of(status);
    Reply reply = code == null ? null : new Reply(code, enhanced, List.of("not now"));
    return new Failure(enhanced, "It did not work.", "mx.example", command, reply);
  }

  @Test
  void aRuleCountsInsteadOfTheSettings() {
    FlowRules rules =
        new FlowRules() {
          @Override
          public @Nullable RuledWaits waits(Domain domain, FailureKind kind) {
            return domain.equals(ONE) && kind == FailureKind.GREYLISTED
                ? new RuledWaits(7, List.of(Duration.ofMinutes(5), Duration.ofMinutes(6)))
                : null;
          }
        };
    RetrySchedule schedule =
        new RetrySchedule(
            List.of(Duration.ofMinutes(15), Duration.ofHours(1)), 0, new Random(1), rules);
    assertThat(schedule.after(1, ONE, FailureKind.GREYLISTED))
        .isEqualTo(new RetrySchedule.Wait(Duration.ofMinutes(5), 7L));
    assertThat(schedule.after(1, ONE, FailureKind.DNS).rule()).isNull();
    assertThat(schedule.after(2, ONE, FailureKind.GREYLISTED).length()).hasMinutes(6);
    assertThat(schedule.after(9, ONE, FailureKind.GREYLISTED).length()).hasMinutes(6);
    assertThat(schedule.after(1, ONE, FailureKind.DNS).length()).hasMinutes(15);
    Domain other = Domain.of("two.example");
    assertThat(schedule.after(2, other, FailureKind.GREYLISTED).length()).hasMinutes(60);
  }
}
