package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.dns.FakeDns;
import org.sealpost.mtasts.DomainPolicy.Applies;
import org.sealpost.mtasts.DomainPolicy.None;
import org.sealpost.mtasts.DomainPolicy.Unavailable;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

@Tag("rfc8461-5.1")
class PolicyFinderTest {
  private static final String DOMAIN = "example.org";
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

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void forget() {
    cache.clear();
  }

  private DomainPolicy find() {
    // A finder of its own each time, as after a restart: only the database remembers.
    return finder(host).find(Domain.of(DOMAIN));
  }

  private PolicyFinder finder(PolicyHost from) {
    return new PolicyFinder(dns, new PolicyFetches(from, cache, clock, new Random(1)), clock);
  }

  private void announce(String id) {
    dns.text("_mta-sts." + DOMAIN, "v=STSv1; id=" + id + ";");
  }

  private static Applies applies(String id, MtaStsPolicy policy) {
    return new Applies(id, policy, true);
  }

  @Test
  void thereIsNoneWithoutARecord() {
    host.serve(DOMAIN, ENFORCE);
    assertThat(find()).isEqualTo(new None());
    dns.text("_mta-sts." + DOMAIN, "v=STSv1; id=not an id");
    assertThat(find()).isEqualTo(new None());
    dns.text("_mta-sts." + DOMAIN, "v=STSv1; id=1", "v=STSv1; id=2");
    assertThat(find()).isEqualTo(new None());
    assertThat(host.asked()).isEmpty();
  }

  @Test
  @Tag("rfc8461-3.4")
  void thereIsNoneForAnAddressOrFromTheParentDomain() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    assertThat(finder(host).find(Domain.of("[192.0.2.1]"))).isEqualTo(new None());
    assertThat(finder(host).find(Domain.of("sub.example.org"))).isEqualTo(new None());
    assertThat(host.asked()).isEmpty();
  }

  @Test
  void fetchesOnceAndKeepsItOverARestart() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    assertThat(find()).isEqualTo(applies("1", ENFORCE));
    clock.pass(WEEK.minusSeconds(1));
    host.fail(DOMAIN);
    assertThat(find()).isEqualTo(applies("1", ENFORCE));
    assertThat(host.asked()).hasSize(1);
  }

  @Test
  void fetchesAnewUnderANewId() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    find();
    announce("2");
    host.serve(DOMAIN, OTHER);
    assertThat(find()).isEqualTo(applies("2", OTHER));
    assertThat(find()).isEqualTo(applies("2", OTHER));
    assertThat(host.asked()).hasSize(2);
  }

  @Test
  void keepsTheOldOneWhileANewOneCannotBeHad() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    find();
    announce("2");
    host.fail(DOMAIN);
    assertThat(find()).isEqualTo(new Applies("1", ENFORCE, false));
    clock.pass(WEEK);
    assertThat(find()).isEqualTo(new Unavailable("sts-policy-fetch-error: answered 500"));
  }

  @Test
  void keepsItWhenTheRecordGoesAway() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    find();
    dns.text("_mta-sts." + DOMAIN);
    assertThat(find()).isEqualTo(applies("1", ENFORCE));
    dns.brokenText("_mta-sts." + DOMAIN);
    assertThat(find()).isEqualTo(new Applies("1", ENFORCE, false));
    clock.pass(WEEK);
    assertThat(find()).isInstanceOf(Unavailable.class);
    dns.text("_mta-sts." + DOMAIN);
    assertThat(find()).isEqualTo(new None());
  }

  @Test
  void fetchesAnExpiredOneAgain() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    find();
    clock.pass(WEEK);
    assertThat(find()).isEqualTo(applies("1", ENFORCE));
    assertThat(host.asked()).hasSize(2);
  }

  @Test
  void aPolicyWithoutALifetimeCountsForTheOneWhoFetchedIt() {
    announce("1");
    MtaStsPolicy brief = ScriptedHost.policy(PolicyMode.ENFORCE, Duration.ZERO, "mx1.example.org");
    host.serve(DOMAIN, brief);
    assertThat(find()).isEqualTo(applies("1", brief));
    dns.text("_mta-sts." + DOMAIN);
    assertThat(find()).isEqualTo(new None());
  }

  @Test
  @Tag("rfc8461-3.3")
  void leavesAFailingHostAloneForFiveMinutesUnlessTheIdIsNew() {
    announce("1");
    assertThat(find()).isEqualTo(new Unavailable("sts-policy-fetch-error: no IP address"));
    host.serve(DOMAIN, ENFORCE);
    clock.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(find()).isInstanceOf(Unavailable.class);
    assertThat(host.asked()).hasSize(1);
    clock.pass(Duration.ofSeconds(1));
    assertThat(find()).isEqualTo(applies("1", ENFORCE));

    announce("2");
    host.fail(DOMAIN);
    find();
    announce("3");
    host.serve(DOMAIN, OTHER);
    assertThat(find()).isEqualTo(applies("3", OTHER));
    assertThat(host.asked()).hasSize(4);
  }

  @Test
  void fetchesOnceForManyAtTheSameTime() throws Exception {
    announce("1");
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger fetches = new AtomicInteger();
    host.serve(DOMAIN, ENFORCE);
    PolicyFinder finder =
        finder(
            domain -> {
              fetches.incrementAndGet();
              fetching.countDown();
              await(answer);
              return host.fetch(domain);
            });
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<DomainPolicy>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> finder.find(Domain.of(DOMAIN))));
      }
      fetching.await();
      answer.countDown();
      for (Future<DomainPolicy> each : all) {
        assertThat(each.get()).isEqualTo(applies("1", ENFORCE));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void remembersTheLongestPolicy() {
    List<MxPattern> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(new MxPattern("mx" + i + ".mail.example"));
    }
    MtaStsPolicy large = new MtaStsPolicy(PolicyMode.ENFORCE, WEEK, many);
    announce("1");
    host.serve(DOMAIN, large);
    find();
    assertThat(find()).isEqualTo(applies("1", large));
    MtaStsPolicy none = new MtaStsPolicy(PolicyMode.NONE, WEEK, List.of());
    announce("2");
    host.serve(DOMAIN, none);
    find();
    assertThat(find()).isEqualTo(applies("2", none));
    assertThat(host.asked()).hasSize(2);
  }

  @Test
  void notesItsUseOnceADay() {
    announce("1");
    host.serve(DOMAIN, ENFORCE);
    for (int i = 0; i < 5; i++) {
      find();
      clock.pass(Duration.ofHours(1));
    }
    assertThat(cache.usesNoted()).isZero();
    clock.pass(Duration.ofDays(1));
    find();
    find();
    assertThat(cache.usesNoted()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
