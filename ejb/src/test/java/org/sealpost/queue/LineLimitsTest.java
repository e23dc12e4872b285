package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostConduct;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * How many attempts begin, and when, where operators have laid something down or a host falters.
 */
final class LineLimitsTest {
  private static final DispatchLimits LIMITS = DispatchLimits.of(64, 32, 16);
  private static final String ONE = "one.example";
  private static final String TWO = "two.example";

  private LineLimit limit = LineLimit.NONE;
  private final DomainLines lines =
      new DomainLines(
          LIMITS,
          new FlowRules() {
            @Override
            public LineLimit limit(String domain) {
              return domain.equals(ONE) ? limit : LineLimit.NONE;
            }
          });
  private Instant now = Samples.NOW;
  private long id;

  private void add(String domain, int attempts) {
    for (int i = 0; i < attempts; i++) {
      assertThat(lines.add(claimed(domain))).isTrue();
    }
  }

  private Claimed claimed(String domain) {
    id++;
    return new Claimed(
        id,
        now,
        now.plus(Duration.ofDays(5)),
        ReversePath.NULL,
        TlsRequirement.DEFAULT,
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        Domain.of(domain),
        new QueuedContent(0, (first, most) -> List.of()),
        false,
        List.of(new Claimed.Recipient(id, Samples.recipient("a@" + domain), 0)));
  }

  /** Begins all that may begin; each goes on at its host where that has room. */
  private List<Claimed> begin() {
    List<Claimed> begun = new ArrayList<>();
    for (Claimed next = lines.next(now); next != null; next = lines.next(now)) {
      if (lines.enter(next, "mx." + next.domain(), now).enters()) {
        begun.add(next);
      }
    }
    return begun;
  }

  private void end(List<Claimed> attempts, HostConduct.Kind kind) {
    now = now.plusMillis(100);
    for (Claimed one : attempts) {
      lines.observe(one, new HostConduct(kind, "421 too many"), now);
      lines.finished(one, now);
    }
    now = now.plusMillis(100);
  }

  private void makeQuick(String domain) {
    add(domain, 1);
    end(begin(), HostConduct.Kind.WELL);
  }

  @Test
  void aRuleCountsInsteadOfTheSettingUpAndDown() {
    makeQuick(ONE);
    limit = new LineLimit(3, null);
    add(ONE, 40);
    List<Claimed> begun = begin();
    assertThat(begun).hasSize(3);
    limit = new LineLimit(40, null);
    begun.addAll(begin());
    assertThat(begun).as("the host's own limit still counts").hasSize(LIMITS.perHost());
  }

  @Test
  void noMoreBeginInAnyMinuteThanLaidDown() {
    limit = new LineLimit(null, 5);
    List<Instant> begun = new ArrayList<>();
    for (int second = 0; second < 300; second++) {
      if (second < 200) {
        add(ONE, 1);
      }
      List<Claimed> starting = begin();
      starting.forEach(one -> begun.add(now));
      end(starting, HostConduct.Kind.WELL);
      now = now.plusMillis(800);
    }
    assertThat(begun).hasSize(25);
    for (Instant start : begun) {
      assertThat(begun)
          .filteredOn(each -> !each.isBefore(start) && each.isBefore(start.plusSeconds(60)))
          .hasSizeLessThanOrEqualTo(5);
    }
  }

  @Test
  void aLimitedDomainDoesNotKeepOthersWaiting() {
    limit = new LineLimit(1, 1);
    makeQuick(TWO);
    add(ONE, 50);
    add(TWO, 50);
    List<Claimed> begun = begin();
    assertThat(begun).filteredOn(one -> one.domain().name().equals(ONE)).hasSize(1);
    assertThat(begun).filteredOn(one -> one.domain().name().equals(TWO)).hasSize(LIMITS.perHost());
  }

  @Test
  void whatFindsNoRoomAtItsHostCostsNothingOfItsMinute() {
    limit = new LineLimit(null, 2);
    add(ONE, 2);
    Claimed first = Objects.requireNonNull(lines.next(now));
    lines.putBack(first);
    assertThat(begin()).hasSize(2);
  }

  @Test
  void aHostThatFaltersGetsFewerAndThenMore() {
    makeQuick(ONE);
    add(ONE, 1_000);
    List<Claimed> begun = begin();
    assertThat(begun).hasSize(16);
    end(begun, HostConduct.Kind.FALTERED);
    assertThat(state(ONE)).satisfies(one -> assertThat(one.limit()).isEqualTo(8));
    assertThat(state(ONE).why()).isEqualTo("421 too many");
    begun = begin();
    assertThat(begun).hasSize(8);
    end(begun, HostConduct.Kind.UNTOLD);
    assertThat(begin()).hasSize(8);
  }

  @Test
  void aDeadHostKeepsOneProbeAndRecoversToAllItHad() {
    makeQuick(ONE);
    add(ONE, 1_000);
    for (int i = 0; i < 10; i++) {
      end(begin(), HostConduct.Kind.FALTERED);
    }
    List<Claimed> probe = begin();
    assertThat(probe).hasSize(1);
    end(probe, HostConduct.Kind.WELL);
    int rounds = 0;
    for (List<Claimed> begun = begin(); begun.size() < 16; begun = begin()) {
      end(begun, HostConduct.Kind.WELL);
      assertThat(++rounds).isLessThan(30);
    }
    assertThat(state(ONE).cutAt()).isNull();
  }

  private HostState state(String domain) {
    return lines.hosts(now, 10).stream()
        .filter(each -> each.host().equals("mx." + domain))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatAPeerAnsweredSaysHowItBearsIt() {
    assertThat(conduct("4.3.2", "greeting", 421)).isEqualTo(HostConduct.Kind.FALTERED);
    assertThat(conduct("4.4.2", "RCPT", 421)).isEqualTo(HostConduct.Kind.FALTERED);
    assertThat(conduct("4.7.1", "MAIL", 451)).isEqualTo(HostConduct.Kind.FALTERED);
    assertThat(conduct("4.4.2", null, null)).isEqualTo(HostConduct.Kind.FALTERED);
    assertThat(conduct("4.7.1", "RCPT", 450)).isEqualTo(HostConduct.Kind.UNTOLD);
    assertThat(conduct("4.7.5", null, null)).isEqualTo(HostConduct.Kind.UNTOLD);
    assertThat(HostConduct.of(result(FailureKindTest.failure("4.4.2", null, null)), "mx2.example"))
        .isEqualTo(HostConduct.UNTOLD);
  }

  private static HostConduct.Kind conduct(
      String status, @Nullable String command, @Nullable Integer code) {
    return HostConduct.of(result(FailureKindTest.failure(status, command, code)), "mx.example")
        .kind();
  }

  private static DeliveryResult result(Failure failure) {
    return new DeliveryResult(
        List.of(new RecipientOutcome.Deferred(Samples.paths("a@one.example").get(0), failure)),
        List.of());
  }

  @Test
  void aSuccessIsNoFault() {
    DeliveryResult relayed =
        new DeliveryResult(
            List.of(
                new RecipientOutcome.Relayed(
                    Samples.paths("a@one.example").get(0),
                    Reply.of(250, "2.0.0", "ok"),
                    "mx.example",
                    false)),
            List.of());
    assertThat(HostConduct.of(relayed, "mx.example").kind())
        .isNotEqualTo(HostConduct.Kind.FALTERED);
  }
}
