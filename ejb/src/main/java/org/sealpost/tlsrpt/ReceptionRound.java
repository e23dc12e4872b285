package org.sealpost.tlsrpt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.tlsrpt.ReceivedTable.Arrival;

/**
 * Looks at what came to the address for reports. To be run every few seconds, never twice at a time
 * on a node: the reply to the server that sent it waits for none of this.
 */
public final class ReceptionRound implements Runnable {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration WAIT = Duration.ofMinutes(15);
  private static final int MOST_ATTEMPTS = 8;
  private static final int MOST_AT_ONCE = 100;

  private final ReceivedStore store;
  private final ReportMessages messages;
  private final ReportIntake intake;
  private final InstantSource clock;

  /** At rest; each {@link #run} looks at what has come. */
  public ReceptionRound(
      ReceivedStore store, ReportMessages messages, ReportIntake intake, InstantSource clock) {
    this.store = store;
    this.messages = messages;
    this.intake = intake;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < MOST_AT_ONCE; i++) {
        Instant now = clock.instant();
        Optional<Arrival> arrival = store.claim(now, now.plus(LEASE));
        if (arrival.isEmpty()) {
          return;
        }
        look(arrival.get());
      }
    } catch (RuntimeException failure) {
      TlsReportLog.roundFailed(failure); // would end the schedule for good
    }
  }

  private void look(Arrival arrival) {
    Optional<byte[]> message = messages.read(arrival.messageId(), ReportPart.MOST_MESSAGE_OCTETS);
    if (message.isEmpty()) {
      reject(arrival, "it is gone, or larger than " + ReportPart.MOST_MESSAGE_OCTETS + " octets");
      return;
    }
    ReportIntake.Verdict verdict = intake.read(message.get());
    if (verdict instanceof ReportIntake.Accepted accepted) {
      boolean fresh = store.accept(arrival.id(), accepted.report(), accepted.submitter());
      TlsReportLog.received(arrival, accepted, fresh);
    } else if (verdict instanceof ReportIntake.Rejected rejected) {
      reject(arrival, rejected.reason());
    } else if (verdict instanceof ReportIntake.Later later) {
      if (arrival.attempts() + 1 >= MOST_ATTEMPTS) {
        reject(arrival, later.reason());
      } else {
        store.retry(arrival.id(), clock.instant().plus(WAIT), later.reason());
      }
    } else {
      throw new AssertionError(verdict);
    }
  }

  private void reject(Arrival arrival, String reason) {
    store.reject(arrival.id(), reason);
    TlsReportLog.rejected(arrival, reason);
  }
}
