package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.failed;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.FakeMxDialogue;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.testkit.TestAuthority;

/** Handshakes that go on with an earlier session, and never past a check (RFC 8446 §2.2). */
@Tag("rfc8446-2.2")
class ResumptionTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @BeforeEach
  void newConnectionEachTime() {
    world.keepNoSessions();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static List<Boolean> resumed(FakeMx mx) {
    return mx.dialogues().stream().map(FakeMxDialogue::isResumed).toList();
  }

  @Test
  void goesOnWithTheSessionOfTheConnectionBefore() {
    FakeMx mx = world.mx(1, world.good(1));
    world.signedMx(1);

    assertRelayed(world.attempt(TlsRequirement.REQUIRED, "b"));
    DeliveryResult second = world.attempt(TlsRequirement.REQUIRED, "b");

    assertRelayed(second);
    assertThat(resumed(mx)).containsExactly(false, true);
    assertThat(second.trace().get(0).tls()).contains("PKIX: VERIFIED");
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void checksTheCertificateOfTheEarlierSessionAnew() {
    FakeMx mx = world.mx(1, new Script().tls(new TestAuthority("Stranger").issue(name(1))));
    world.signedMx(1);

    assertRelayed(world.attempt(TlsRequirement.DEFAULT, "b"));
    failed(world.attempt(TlsRequirement.REQUIRED, "b"), "5.7.10");

    assertThat(resumed(mx)).containsExactly(false, true);
    assertThat(mx.received()).hasSize(1);
  }

  @Test
  @Tag("rfc6066-3")
  void neverUnderAnotherName() {
    FakeMx mx = world.mx(1, world.good(1));
    world.dns.address(name(2), "127.0.0.11");
    world.unsignedMx(1);
    assertRelayed(world.attempt(TlsRequirement.DEFAULT, "b"));

    world.unsignedMx(2);
    assertRelayed(world.attempt(TlsRequirement.DEFAULT, "b"));

    assertThat(mx.serverNames()).containsExactly(name(1), name(2));
    assertThat(resumed(mx)).containsExactly(false, false);
  }
}
