package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/** The database is asked as rarely as it may be. */
class RememberedPoliciesTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final Domain DOMAIN = Domain.of("example.org");

  private final Rows rows = new Rows();
  private Instant now = START;
  private final RememberedPolicies policies = new RememberedPolicies(rows, () -> now);

  @Test
  void asksOnceAMinute() {
    policies.find(DOMAIN);
    policies.find(DOMAIN);
    assertThat(rows.asked).containsExactly(DOMAIN);

    now = START.plus(RememberedPolicies.REMEMBERED);
    policies.find(DOMAIN);
    assertThat(rows.asked).hasSize(2);
  }

  @Test
  void asksForEachDomain() {
    policies.find(DOMAIN);
    policies.find(Domain.of("example.net"));
    assertThat(rows.asked).hasSize(2);
  }

  @Test
  void asksAgainAfterAWrite() {
    policies.find(DOMAIN);
    policies.noteUse(DOMAIN, now);
    policies.find(DOMAIN);
    assertThat(rows.asked).hasSize(2);
  }

  @Test
  void doesNotRememberWhatWasReadBeforeAWrite() {
    rows.whileAsked = () -> policies.noteUse(DOMAIN, now);
    policies.find(DOMAIN);
    rows.whileAsked = () -> {};
    policies.find(DOMAIN);
    assertThat(rows.asked).hasSize(2);
  }

  /** A table without rows. */
  private static final class Rows implements PolicyCache {
    final List<Domain> asked = new ArrayList<>();
    Runnable whileAsked = () -> {};

    @Override
    public Optional<CachedPolicy> find(Domain domain) {
      asked.add(domain);
      whileAsked.run();
      return Optional.empty();
    }

    @Override
    public void keep(Domain domain, Held held, Instant nextRefresh) {}

    @Override
    public void noteFailure(Domain domain, Failure failure, Instant nextRefresh) {}

    @Override
    public void noteUse(Domain domain, Instant at) {}

    @Override
    public List<CachedPolicy> takeDue(Instant at, Instant usedSince, Instant next, int most) {
      return List.of();
    }

    @Override
    public int removeOld(Instant at, Instant unusedSince, Instant deadSince) {
      return 0;
    }
  }
}
