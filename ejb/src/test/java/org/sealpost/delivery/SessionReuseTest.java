package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.deferred;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.smtp.TlsRequirement;

class SessionReuseTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @AfterEach
  void close() {
    world.close();
  }

  private DeliveryResult attempt() {
    return world.attempt(TlsRequirement.DEFAULT, "b");
  }

  @Test
  void keepsTheSessionForTheNextMessage() {
    FakeMx mx = world.mx(1, world.good(1));
    world.unsignedMx(1);
    for (int i = 0; i < 10; i++) {
      assertRelayed(attempt());
    }
    assertThat(mx.sessions()).isEqualTo(1);
    assertThat(mx.received()).hasSize(10);
  }

  @Test
  void endsASessionAfterAHundredMessages() {
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);
    for (int i = 0; i < 101; i++) {
      assertRelayed(attempt());
    }
    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.commands()).containsOnlyOnce("QUIT");
  }

  @Test
  void keepsNoneWhereTheIdleTimeIsZero() {
    world.keepNoSessions();
    FakeMx mx = world.mx(1, new Script());
    world.unsignedMx(1);
    assertRelayed(attempt());
    assertRelayed(attempt());

    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.commands().stream().filter("QUIT"::equals)).hasSize(2);
  }

  @Test
  void replacesASessionThatDiedWhileIdle() {
    FakeMx mx = world.mx(1, new Script().fault(Fault.CLOSE_AFTER_TRANSACTION));
    world.unsignedMx(1);
    for (int i = 0; i < 5; i++) {
      DeliveryResult result = attempt();
      assertRelayed(result);
      assertThat(result.trace()).hasSize(1);
    }
    assertThat(mx.received()).hasSize(5);
  }

  @Test
  void replacesASessionThatIsTimedOutByThePeer() {
    FakeMx mx = world.mx(1, new Script().answer("MAIL", "250 ok").answer("MAIL", "421 4.4.2 idle"));
    world.unsignedMx(1);

    assertRelayed(attempt());
    assertRelayed(attempt());
    assertThat(mx.sessions()).isEqualTo(2);
    assertThat(mx.received()).hasSize(2);
  }

  @Test
  void takesA421OnANewSessionForWhatItIs() {
    FakeMx mx = world.mx(1, new Script().answer("MAIL", "421 4.3.2 busy"));
    world.unsignedMx(1);

    deferred(attempt(), "4.4.2");
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  void neverTakesAPlainSessionWhereTlsMayWorkAgain() {
    FakeMx mx = world.mx(1, world.good(1).answer("STARTTLS", "454 4.7.0 not now"));
    world.unsignedMx(1);

    assertRelayed(attempt());
    assertRelayed(attempt());
    assertThat(mx.received()).extracting(FakeMx.Received::tls).containsExactly(false, true);
  }

  @Test
  void givesEachThreadItsOwnSession() throws Exception {
    FakeMx mx = world.mx(1, world.good(1));
    world.unsignedMx(1);
    assertRelayed(attempt());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<DeliveryResult>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(threads.submit(this::attempt));
      }
      for (Future<DeliveryResult> each : all) {
        assertRelayed(each.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(mx.received()).hasSize(201);
    assertThat(mx.sessions()).isLessThan(12);
  }
}
