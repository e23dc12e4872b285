package org.sealpost.lifecycle;

import java.util.Set;
import org.sealpost.config.Settings;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.LocalOrRelay;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnhancedStatusCode;

/** The delivery stage, put together. */
final class Delivery {
  private final NextHop nextHop;

  Delivery(Settings settings, Set<Domain> localDomains) {
    nextHop =
        new LocalOrRelay(
            localDomains,
            job ->
                new DeliveryResult(
                    job.forwardPaths().stream()
                        .<RecipientOutcome>map(
                            p ->
                                new RecipientOutcome.Deferred(
                                    p,
                                    new Failure(
                                        EnhancedStatusCode.of("4.4.1"),
                                        "" + settings.hostName(),
                                        null,
                                        null,
                                        null)))
                        .toList(),
                    java.util.List.of()));
  }

  NextHop nextHop() {
    return nextHop;
  }

  void close() {}
}
