package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.sealpost.client.FakeMx;

/** What tests say of results. */
final class Outcomes {
  private Outcomes() {}

  static void assertRelayed(DeliveryResult result) {
    assertThat(result.outcomes())
        .isNotEmpty()
        .allMatch(outcome -> outcome instanceof RecipientOutcome.Relayed);
  }

  static Failure failed(DeliveryResult result, String status) {
    RecipientOutcome outcome = result.outcomes().get(0);
    if (!(outcome instanceof RecipientOutcome.Failed failed)) {
      throw new AssertionError(outcome);
    }
    assertThat(failed.failure().status()).hasToString(status);
    return failed.failure();
  }

  static Failure deferred(DeliveryResult result, String status) {
    RecipientOutcome outcome = result.outcomes().get(0);
    if (!(outcome instanceof RecipientOutcome.Deferred deferred)) {
      throw new AssertionError(outcome);
    }
    assertThat(deferred.failure().status()).hasToString(status);
    return deferred.failure();
  }

  /** Nothing of the message ever left. */
  static void assertNothingSent(FakeMx mx) {
    assertThat(mx.received()).isEmpty();
    assertThat(mx.commands()).noneMatch(line -> line.startsWith("MAIL"));
  }
}
