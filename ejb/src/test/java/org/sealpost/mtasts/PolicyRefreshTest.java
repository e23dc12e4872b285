package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.dns.FakeDns;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

@Tag("rfc8461-3.3")
class PolicyRefreshTest {
  private static final Domain DOMAIN = Domain.of("example.org");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final MtaStsPolicy ENFORCE =
      ScriptedHost.policy(PolicyMode.ENFORCE, WEEK, "mx1.example.org");
  private static final MtaStsPolicy OTHER =
      ScriptedHost.policy(PolicyMode.TESTING, WEEK, "mx2.example.org");

  private static final QueueDatabase DATABASE = new QueueDatabase();

  private final DatabaseCache cache = new DatabaseCache(DATABASE);
  private final FakeDns dns = new FakeDns();
  private final ScriptedHost host = new ScriptedHost();
  private final TestClock clock = new TestClock();
  private final PolicyFetches fetches = new PolicyFetches(host, cache, clock, new Random(2));
  private final PolicyFinder finder = new PolicyFinder(dns, fetches, clock);
  private final PolicyRefresh refresh = new PolicyRefresh(dns, fetches, clock);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void forget() {
    cache.clear();
  }

  private void announce(String id) {
    dns.text("_mta-sts.example.org", "v=STSv1; id=" + id);
  }

  /** Fetched by a delivery, in use. */
  private void used() {
    announce("1");
    host.serve("example.org", ENFORCE);
    finder.find(DOMAIN);
  }

  private Held held() {
    Held held = cache.find(DOMAIN).orElseThrow().held();
    if (held == null) {
      throw new AssertionError("nothing is held");
    }
    return held;
  }

  /** Minute after minute, as the schedule has it, only coarser. */
  private void hours(int hours) {
    for (int i = 0; i < hours; i += 2) {
      clock.pass(Duration.ofHours(2));
      refresh.round();
    }
  }

  @Test
  void leavesAFreshPolicyAlone() {
    used();
    hours(18);
    assertThat(host.asked()).hasSize(1);
  }

  @Test
  void extendsAPolicyAboutOnceADay() {
    used();
    Instant since = held().since();
    hours(24 * 9);
    assertThat(host.asked()).hasSizeBetween(8, 12);
    assertThat(held().id()).isEqualTo("1");
    assertThat(held().since()).isEqualTo(since);
    assertThat(held().expires()).isAfter(clock.instant().plus(Duration.ofDays(5)));
  }

  @Test
  void takesANewerPolicy() {
    used();
    announce("2");
    host.serve("example.org", OTHER);
    hours(30);
    assertThat(held().id()).isEqualTo("2");
    assertThat(held().policy()).isEqualTo(OTHER);
  }

  @Test
  void keepsTheOldOneWhateverFails() {
    used();
    Instant expires = held().expires();
    host.fail("example.org");
    hours(40);
    assertThat(held().expires()).isEqualTo(expires);
    CachedPolicy cached = cache.find(DOMAIN).orElseThrow();
    assertThat(cached.failure()).isNotNull();
    dns.text("_mta-sts.example.org");
    hours(40);
    assertThat(held().expires()).isEqualTo(expires);
    // Tried again every few hours while the policy is at stake, and then put right.
    assertThat(host.asked()).hasSizeBetween(8, 30);
    announce("1");
    host.serve("example.org", ENFORCE);
    hours(4);
    assertThat(held().expires()).isAfter(expires);
    assertThat(cache.find(DOMAIN).orElseThrow().failure()).isNull();
  }

  @Test
  void doesNotKeepAskingForAPolicyThatHasEnded() {
    used();
    host.fail("example.org");
    hours(24 * 8);
    int asked = host.asked().size();
    hours(48);
    assertThat(host.asked()).hasSize(asked);
  }

  @Test
  void leavesDomainsAloneThatNoMailGoesTo() {
    announce("1");
    Duration year = Duration.ofDays(365);
    host.serve("example.org", ScriptedHost.policy(PolicyMode.ENFORCE, year, "mx1.example.org"));
    finder.find(DOMAIN);
    for (int i = 0; i < 31; i++) {
      clock.pass(Duration.ofDays(1));
      refresh.round();
    }
    int asked = host.asked().size();
    assertThat(asked).isBetween(14, 31);
    clock.pass(Duration.ofDays(148));
    refresh.round();
    assertThat(host.asked()).hasSize(asked);
    assertThat(cache.find(DOMAIN)).isPresent();
    clock.pass(Duration.ofDays(2));
    refresh.round();
    assertThat(cache.find(DOMAIN)).isEmpty();
  }

  @Test
  void removesWhatNeverWasAPolicy() {
    announce("1");
    finder.find(DOMAIN);
    assertThat(cache.find(DOMAIN)).isPresent();
    clock.pass(Duration.ofDays(8));
    refresh.round();
    assertThat(cache.find(DOMAIN)).isEmpty();
  }

  @Test
  void spreadsTheRefreshes() {
    for (int i = 0; i < 40; i++) {
      String domain = "d" + i + ".example";
      dns.text("_mta-sts." + domain, "v=STSv1; id=1");
      host.serve(domain, ENFORCE);
      finder.find(Domain.of(domain));
    }
    List<Integer> rounds = new ArrayList<>();
    for (int hour = 0; hour < 30; hour += 2) {
      int before = host.asked().size();
      hours(2);
      if (host.asked().size() > before) {
        rounds.add(hour);
      }
    }
    assertThat(rounds).hasSizeGreaterThan(3);
    assertThat(host.asked()).hasSizeBetween(80, 90);
  }

  @Test
  void twoNodesDoNotRefreshTheSame() {
    used();
    clock.pass(Duration.ofHours(30));
    Instant now = clock.instant();
    Instant later = now.plus(Duration.ofMinutes(30));
    assertThat(cache.takeDue(now, Instant.EPOCH, later, 10)).hasSize(1);
    assertThat(cache.takeDue(now, Instant.EPOCH, later, 10)).isEmpty();
  }

  @Test
  void oneRoundAtATimeAndAfterAFailureTheNext() {
    List<Runnable> queued = new ArrayList<>();
    refresh.startOn(queued::add);
    refresh.startOn(queued::add);
    assertThat(queued).hasSize(1);
    queued.get(0).run();
    refresh.startOn(queued::add);
    assertThat(queued).hasSize(2);
    QueueDatabase gone = new QueueDatabase();
    gone.close();
    new PolicyRefresh(
            dns, new PolicyFetches(host, new DatabaseCache(gone), clock, new Random(2)), clock)
        .startOn(Runnable::run);
    queued.get(1).run();
    refresh.startOn(
        task -> {
          throw new RejectedExecutionException("stopping");
        });
    refresh.startOn(queued::add);
    assertThat(queued).hasSize(3);
  }
}
