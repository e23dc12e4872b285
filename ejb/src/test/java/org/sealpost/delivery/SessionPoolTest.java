package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.Peer;
import org.sealpost.client.PkixCheck;
import org.sealpost.client.SessionOpening;
import org.sealpost.client.SmtpClient;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.StallWatch;
import org.sealpost.client.TlsUse;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.smtp.Domain;

class SessionPoolTest {
  private static final Connect PLAIN =
      new Connect(TlsUse.NONE, CertificateCheck.NONE, false, false);
  private static final Connect REQUIRED =
      new Connect(TlsUse.STARTTLS, CertificateCheck.PKIX, true, false);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SessionPool pool = new SessionPool(Duration.ofSeconds(5), now::get, Runnable::run);

  @Test
  void endsWhatWasIdleForTooLong() {
    try (FakeMx mx = FakeMx.start(new Script())) {
      SessionPool.Key key = key(mx, PLAIN);
      pool.give(key, session(mx));
      now.updateAndGet(instant -> instant.plusSeconds(4));
      pool.give(key, session(mx));
      pool.sweep();
      assertThat(pool.size()).isEqualTo(2);

      now.updateAndGet(instant -> instant.plusSeconds(1));
      pool.sweep();
      assertThat(pool.size()).isEqualTo(1);
      assertThat(mx.commands()).containsOnlyOnce("QUIT");

      pool.close();
      assertThat(pool.size()).isZero();
      assertThat(mx.commands().stream().filter("QUIT"::equals)).hasSize(2);
    }
  }

  @Test
  void givesASessionOnlyForTheDemandsItWasMadeFor() {
    try (FakeMx mx = FakeMx.start(new Script())) {
      SmtpClientSession session = session(mx);
      pool.give(key(mx, PLAIN), session);

      assertThat(pool.take(key(mx, REQUIRED), Domain.of("example.org"))).isNull();
      assertThat(pool.take(key(mx, PLAIN), Domain.of("example.org"))).isSameAs(session);
      assertThat(pool.take(key(mx, PLAIN), Domain.of("example.org"))).isNull();
      session.quit();
    }
  }

  @Test
  void keepsNothingOnceItIsClosed() {
    try (FakeMx mx = FakeMx.start(new Script())) {
      pool.close();
      pool.give(key(mx, PLAIN), session(mx));

      assertThat(pool.size()).isZero();
      assertThat(mx.commands()).endsWith("QUIT");
    }
  }

  @Test
  void sweepDoesNotWaitForPeersToAnswerQuit() {
    Deque<Runnable> goodbyes = new ArrayDeque<>();
    SessionPool patient = new SessionPool(Duration.ofSeconds(5), now::get, goodbyes::add);
    try (FakeMx mx = FakeMx.start(new Script())) {
      patient.give(key(mx, PLAIN), session(mx));
      patient.give(key(mx, PLAIN), session(mx));
      now.updateAndGet(instant -> instant.plusSeconds(5));
      patient.sweep();
      assertThat(patient.size()).isZero();
      assertThat(mx.commands()).doesNotContain("QUIT");

      assertThat(goodbyes).hasSize(2);
      goodbyes.forEach(Runnable::run);
      assertThat(mx.commands().stream().filter("QUIT"::equals)).hasSize(2);
    }
  }

  @Test
  void withoutAThreadForTheGoodbyeTheConnectionIsClosedAndTheSweepGoesOn() {
    SessionPool hurried =
        new SessionPool(
            Duration.ofSeconds(5),
            now::get,
            goodbye -> {
              throw new RejectedExecutionException("no thread, says the test");
            });
    try (FakeMx mx = FakeMx.start(new Script())) {
      SmtpClientSession first = session(mx);
      SmtpClientSession second = session(mx);
      hurried.give(key(mx, PLAIN), first);
      now.updateAndGet(instant -> instant.plusSeconds(5));
      hurried.give(key(mx, PLAIN), second);
      hurried.sweep();
      assertThat(first.isUsable()).isFalse();
      assertThat(second.isUsable()).isTrue();
      hurried.close();
      assertThat(second.isUsable()).isFalse();
    }
  }

  private static SessionPool.Key key(FakeMx mx, Connect demands) {
    return new SessionPool.Key(
        "mx.example", mx.address().getAddress(), mx.port(), demands, null, null);
  }

  private static SmtpClientSession session(FakeMx mx) {
    SmtpClient client =
        new SmtpClient(
            Domain.of("own.example"),
            ClientTimeouts.STANDARD,
            new PkixCheck(Set.of(), InstantSource.system()),
            new StallWatch());
    SessionOpening opening =
        client.open(new Peer("mx.example", mx.address()), TlsUse.NONE, Duration.ofSeconds(10));
    if (opening instanceof SessionOpening.Opened opened) {
      return opened.session();
    }
    throw new AssertionError(opening);
  }
}
