package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.dns.AddressAnswer;
import org.sealpost.dns.FakeDns;
import org.sealpost.dns.MxAnswer;
import org.sealpost.dns.SecurityStatus;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Reply;

/** Which domains of reverse-paths could take a notification. */
final class SenderDomainsTest {
  private static final MxAnswer NO_MX = new MxAnswer.NoMx(SecurityStatus.INSECURE);

  private final FakeDns dns =
      new FakeDns()
          .mx("good.example", "mx.good.example")
          .address("mx.good.example", "192.0.2.1")
          .mx("second.example", "none.example", "mx.good.example")
          .mx("dangling.example", "none.example")
          .answer("none.example", new AddressAnswer.None(SecurityStatus.INSECURE))
          .mx("broken.example", "none.example", "slow.example")
          .broken("slow.example")
          .answer("host.example", NO_MX)
          .address("host.example", "2001:db8::1")
          .answer("empty.example", NO_MX)
          .answer("empty.example", new AddressAnswer.None(SecurityStatus.INSECURE))
          .answer("null.example", new MxAnswer.NullMx(SecurityStatus.SECURE))
          .answer(
              "down.example", new MxAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, "SERVFAIL"));

  @ParameterizedTest
  @CsvSource({
    "good.example, 250 2.1.0",
    "second.example, 250 2.1.0",
    "host.example, 250 2.1.0",
    "dangling.example, 550 5.1.8",
    "empty.example, 550 5.1.8",
    "nowhere.example, 550 5.1.8",
    "null.example, 550 5.7.27",
    "broken.example, 451 4.4.3",
    "down.example, 451 4.4.3",
  })
  @Tag("rfc7505-4.2")
  void saysWhetherTheDomainTakesMail(String domain, String reply) throws Exception {
    Reply answer =
        new SenderDomains(dns, Runnable::run).check(Domain.of(domain)).toCompletableFuture().get();
    assertThat(answer.code() + " " + answer.status()).isEqualTo(reply);
  }

  @Test
  void letsMailInRatherThanWaitBehindDomainsThatNeverAnswer() {
    List<Runnable> waiting = new ArrayList<>();
    SenderDomains senders = new SenderDomains(dns, waiting::add);
    int asked = 0;
    while (waiting.size() == asked && asked < 10_000) {
      asked++;
      assertThat(senders.check(Domain.of("nowhere.example")).toCompletableFuture().isDone())
          .isEqualTo(waiting.size() < asked);
    }
    assertThat(asked).isBetween(2, 1_000);
    waiting.forEach(Runnable::run);
    waiting.clear();
    assertThat(senders.check(Domain.of("nowhere.example")).toCompletableFuture().isDone())
        .isFalse();
    assertThat(waiting).hasSize(1);
  }
}
