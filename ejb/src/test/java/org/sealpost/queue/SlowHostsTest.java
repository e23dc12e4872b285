package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Servers that never answer, and one that does: whatever they are, its mail goes at its pace. */
final class SlowHostsTest {
  private static final DispatchLimits LIMITS = DispatchLimits.of(40, 20, 20);
  private static final int GOOD = 2_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Due ledger = new Due();
  private final Servers servers = new Servers();
  private volatile Instant now = Samples.NOW;
  private final Recorder recorder =
      new Recorder(
          ledger,
          new RetrySchedule(List.of(Duration.ofMinutes(1)), 0, new Random(1)),
          () -> now,
          () -> {});
  private final Dispatcher dispatcher =
      new Dispatcher(LIMITS, "node", new QueueParts(ledger, recorder), servers, threads, () -> now);

  SlowHostsTest() {
    threads.execute(recorder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    servers.release.countDown();
    dispatcher.stop(Duration.ofSeconds(10));
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Everything good is done while every attempt elsewhere still hangs, by one tick alone. */
  private void assertGoodMailGoes(int messages) throws InterruptedException {
    servers.good = new CountDownLatch(messages);
    dispatcher.tick();
    assertThat(servers.good.await(20, TimeUnit.SECONDS))
        .as("left: %s, hanging: %s", servers.good.getCount(), servers.hanging)
        .isTrue();
    assertThat(servers.hangingInAll()).isPositive().isLessThan(LIMITS.workers());
  }

  @Test
  void fiveDeadDomainsLeaveTheGoodOneItsPace() throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      for (int domain = 0; domain < 5; domain++) {
        ledger.add("dead" + domain + ".example");
      }
    }
    ledger.add("good.example", GOOD);

    assertGoodMailGoes(GOOD);
    // Each row of theirs is met once.
    assertThat(ledger.parkings).isPositive().isLessThanOrEqualTo(50_000 + GOOD);
  }

  @Test
  void tenThousandDeadDomainsAreMetOnceAndTheGoodOneGoes() throws InterruptedException {
    ledger.add("good.example", GOOD);
    assertGoodMailGoesOnceKnown();
    for (int domain = 0; domain < 10_000; domain++) {
      ledger.add("dead" + domain + ".example", 3);
    }
    ledger.add("good.example", 200);

    assertGoodMailGoes(200);
    assertThat(ledger.parkings).isPositive().isLessThanOrEqualTo(30_000 + GOOD);
  }

  @Test
  void manyDeadDomainsLeaveTheGoodOneItsPace() throws InterruptedException {
    ledger.add("good.example", GOOD);
    assertGoodMailGoesOnceKnown();
    for (int i = 0; i < 100; i++) {
      for (int domain = 0; domain < 60; domain++) {
        ledger.add("dead" + domain + ".example");
      }
    }
    ledger.add("good.example", GOOD);

    assertGoodMailGoes(GOOD);
  }

  private void assertGoodMailGoesOnceKnown() throws InterruptedException {
    servers.good = new CountDownLatch(GOOD);
    dispatcher.tick();
    assertThat(servers.good.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDeadServerOfManyDomainsTakesFewWorkers() throws InterruptedException {
    for (int domain = 0; domain < 1_000; domain++) {
      ledger.add("customer" + domain + ".shared.example", 3);
    }
    ledger.add("good.example", GOOD);

    assertGoodMailGoes(GOOD);
    assertThat(servers.hanging).containsOnlyKeys("mx.shared.example");
    // What does not fit into memory is put off, not lost and not tried.
    assertThat(ledger.putOff.get()).isPositive();
    assertThat(servers.hangingInAll()).isEqualTo(LIMITS.cautious());
  }

  @Test
  void serversThatWereQuickAndDieLeaveSpareWorkers() throws InterruptedException {
    servers.dead = false;
    for (int domain = 0; domain < 3; domain++) {
      ledger.add("dead" + domain + ".example", 20);
    }
    servers.good = new CountDownLatch(60);
    dispatcher.tick();
    assertThat(servers.good.await(20, TimeUnit.SECONDS)).isTrue();
    servers.dead = true;
    for (int domain = 0; domain < 3; domain++) {
      ledger.add("dead" + domain + ".example", 1_000);
    }
    ledger.add("good.example", 200);

    assertGoodMailGoes(200);
  }

  @Test
  void aHostThatIsSlowGetsFewAndIsTriedOn() throws InterruptedException {
    ledger.add("dead1.example", 100);
    dispatcher.tick();
    servers.awaitHanging(LIMITS.cautious());
    now = now.plusSeconds(60);
    servers.release.countDown();

    // Each took a minute by the clock; still they are all made, in the end at full pace.
    assertThat(servers.deadEnded.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(servers.attempts.get()).isEqualTo(100);
  }

  /** Good ones answer at once, the others when the test is over. */
  private static final class Servers implements NextHop {
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch deadEnded = new CountDownLatch(100);
    final Map<String, Integer> hanging = new ConcurrentHashMap<>();
    final AtomicInteger attempts = new AtomicInteger();
    volatile CountDownLatch good = new CountDownLatch(0);
    volatile boolean dead = true;

    @Override
    public String likelyHost(Domain domain) {
      boolean shared = domain.name().endsWith(".shared.example");
      return shared ? "mx.shared.example" : "mx." + domain.name();
    }

    @Override
    public DeliveryResult attempt(DeliveryJob job) {
      attempts.incrementAndGet();
      if (dead && !job.nextHopDomain().name().equals("good.example")) {
        hang(likelyHost(job.nextHopDomain()));
        deadEnded.countDown();
      } else {
        good.countDown();
      }
      return new DeliveryResult(
          job.forwardPaths().stream()
              .<RecipientOutcome>map(
                  path ->
                      new RecipientOutcome.Relayed(path, Reply.of(250, "2.0.0", "ok"), "mx", false))
              .toList(),
          List.of());
    }

    private void hang(String host) {
      synchronized (hanging) {
        hanging.merge(host, 1, Integer::sum);
        hanging.notifyAll();
      }
      try {
        release.await();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    }

    void awaitHanging(int many) throws InterruptedException {
      synchronized (hanging) {
        while (hangingInAll() < many) {
          hanging.wait(20_000);
        }
      }
    }

    int hangingInAll() {
      return hanging.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** What is due, in the order it came, and what is parked, as in the database. */
  private static final class Due extends NoLedger {
    private final NavigableMap<Long, String> rows = new TreeMap<>();
    private final Map<String, Deque<Long>> parked = new HashMap<>();
    final AtomicInteger putOff = new AtomicInteger();
    int parkings;
    private long next;

    synchronized void add(String domain) {
      rows.put(next++, domain);
    }

    synchronized void add(String domain, int many) {
      for (int i = 0; i < many; i++) {
        add(domain);
      }
    }

    @Override
    public synchronized Claim claim(ClaimRound round) {
      List<Claimed> claimed = new ArrayList<>();
      Map<String, List<Long>> refused = new TreeMap<>();
      int looked = 0;
      for (var due = rows.entrySet().iterator();
          due.hasNext() && looked < 200 && claimed.size() < round.most();
          looked++) {
        Map.Entry<Long, String> oldest = due.next();
        if (round.admits().test(oldest.getValue())) {
          claimed.add(claimed(oldest.getKey(), oldest.getValue()));
          due.remove();
        } else {
          refused.computeIfAbsent(oldest.getValue(), x -> new ArrayList<>()).add(oldest.getKey());
        }
      }
      return new Claim(claimed, refused, !rows.isEmpty());
    }

    @Override
    public synchronized void park(Collection<Long> recipientIds) {
      for (Long id : recipientIds) {
        String domain = rows.remove(id);
        assertThat(domain).as("parked once").isNotNull();
        parked.computeIfAbsent(domain, none -> new ArrayDeque<>()).add(id);
        parkings++;
      }
    }

    @Override
    public synchronized List<Claimed> claimByName(ClaimByName claim) {
      List<Claimed> claimed = new ArrayList<>();
      claim
          .places()
          .forEach(
              (domain, places) -> {
                Deque<Long> line = parked.getOrDefault(domain, new ArrayDeque<>());
                for (int i = 0; i < places && !line.isEmpty(); i++) {
                  claimed.add(claimed(line.removeFirst(), domain));
                }
              });
      return claimed;
    }

    @Override
    public synchronized void giveBack(Lease lease, Collection<Long> recipientIds, Instant due) {
      putOff.addAndGet(due.isAfter(Samples.NOW) ? recipientIds.size() : 0);
    }

    private static Claimed claimed(long id, String domain) {
      return new Claimed(
          id,
          Samples.NOW,
          Samples.NOW.plus(Duration.ofDays(1)),
          ReversePath.NULL,
          TlsRequirement.DEFAULT,
          BodyType.SEVEN_BIT,
          false,
          DsnEnvelope.NONE,
          Domain.of(domain),
          QueuedContent.resident(0, List.of()),
          false,
          List.of(new Claimed.Recipient(id, Samples.recipient("a@" + domain), 0)));
    }
  }
}
