package org.sealpost.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every minute what was counted in it, in one transaction. What was counted in the
 * minute in which a server is killed is not written down: figures are no ledger.
 */
@Singleton
@Startup
@DependsOn("StartBean")
public class MinuteClock {
  @PersistenceContext private EntityManager em;

  @Inject private MetricRegistry registry;

  private @Nullable CountedSoFar counted;

  @PostConstruct
  void begin() {
    counted = new CountedSoFar(registry::getMetrics);
  }

  /** Once a minute; a failure is the transaction's, and the next minute is tried all the same. */
  @Schedule(hour = "*", minute = "*", second = "0", persistent = false)
  public void strike() {
    CountedSoFar soFar = counted;
    if (soFar != null) {
      // What was counted belongs to the minute that has just ended.
      new MinuteTable(em).add(Instant.now().minusSeconds(30), soFar.more());
    }
  }
}
