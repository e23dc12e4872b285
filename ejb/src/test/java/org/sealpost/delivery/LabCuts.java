package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import org.sealpost.delivery.LabMail.Sender;
import org.sealpost.lab.Wire;
import org.sealpost.smtp.TlsRequirement;

/**
 * A connection that ends at any moment. Whatever was said before: REQUIRED mail is not sent on in
 * another way, and not given up either.
 */
final class LabCuts {
  /** More than what is said in clear. */
  private static final int CLEAR = 180;

  private static final int STEP = 41;

  private LabCuts() {}

  static void fromServer(LabRun run) {
    attempt(run);
    everywhere(run, run.octetsFrom(1), Wire.Fault::afterOctetsToClient);
  }

  static void fromClient(LabRun run) {
    attempt(run);
    everywhere(run, run.octetsTo(1), Wire.Fault::afterOctetsToServer);
  }

  private static DeliveryResult attempt(LabRun run) {
    return run.attempt(new LabMail(TlsRequirement.REQUIRED, Sender.PERSON));
  }

  private static void everywhere(LabRun run, int whole, IntFunction<Wire.Fault> fault) {
    assertThat(whole).isGreaterThan(CLEAR);
    run.restart(); // or the first session would be used again
    int deferred = 0;
    for (int octets = 0; octets < whole; octets += octets < CLEAR ? 1 : STEP) {
      run.wireBecomes(1, fault.apply(octets));
      RecipientOutcome outcome = attempt(run).outcomes().get(0);
      boolean waits = outcome instanceof RecipientOutcome.Deferred;
      deferred += waits ? 1 : 0;
      // Only where the cut comes after the answer to the final dot has it arrived.
      boolean arrived = outcome instanceof RecipientOutcome.Relayed && octets > CLEAR;
      assertThat(waits || arrived).as("%s octets: %s", octets, outcome).isTrue();
    }
    assertThat(deferred).isGreaterThan(CLEAR);
  }
}
