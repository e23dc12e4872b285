package org.sealpost.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Request;

class SessionOpeningTest {
  private final ClientFixture fixture = new ClientFixture();

  @Test
  void opensASessionInClearText() {
    try (FakeMx mx = FakeMx.start(new Script().keywords("SIZE 5000", "PIPELINING"))) {
      SmtpClientSession session = fixture.opened(mx, TlsUse.STARTTLS_IF_OFFERED);

      assertThat(session.tls()).isNull();
      assertThat(session.capabilities().sizeLimit()).isEqualTo(5000);
      session.quit();
      assertThat(mx.commands()).containsExactly("EHLO client.example", "QUIT");
    }
  }

  @Test
  void fallsBackToHeloOnlyWherePlaintextIsPermitted() {
    try (FakeMx mx = FakeMx.start(new Script().fault(Fault.HELO_ONLY))) {
      fixture.opened(mx, TlsUse.STARTTLS_IF_OFFERED).quit();
      assertThat(mx.commands())
          .containsExactly("EHLO client.example", "HELO client.example", "QUIT");

      assertThat(fixture.fault(mx, TlsUse.STARTTLS).kind()).isEqualTo(Kind.REFUSED);
      assertThat(mx.commands()).endsWith("EHLO client.example", "QUIT").hasSize(5);
    }
  }

  @Test
  @Tag("rfc3207-4.2")
  void forgetsWhatWasAnnouncedBeforeTls() {
    Script script =
        new Script()
            .keywords("REQUIRETLS", "SIZE 10", "8BITMIME")
            .keywordsAfterTls("PIPELINING")
            .tls(fixture.authority.issue(ClientFixture.HOST));
    try (FakeMx mx = FakeMx.start(script)) {
      SmtpClientSession session = fixture.opened(mx, TlsUse.STARTTLS);

      assertThat(session.capabilities().extensions()).containsExactly(Extension.PIPELINING);
      assertThat(session.capabilities().sizeLimit()).isZero();
      session.quit();
      assertThat(mx.commands())
          .containsExactly("EHLO client.example", "STARTTLS", "EHLO client.example", "QUIT");
    }
  }

  @Test
  void reportsWhatTheHandshakeShowed() {
    TestAuthority.Issued certificate = fixture.authority.issue(ClientFixture.HOST);
    try (FakeMx mx = FakeMx.start(new Script().tls(certificate));
        SmtpClientSession session = fixture.opened(mx, TlsUse.STARTTLS)) {
      TlsFacts tls = requireNonNull(session.tls());

      assertThat(tls.version()).isEqualTo("TLSv1.3");
      assertThat(tls.cipher()).startsWith("TLS_");
      assertThat(tls.chain()).isEqualTo(certificate.chain());
      assertThat(tls.pkix()).isEqualTo(PkixVerdict.VERIFIED);
    }
  }

  @Test
  void judgesTheCertificateButLetsTheCallerDecide() {
    Request good = Request.forNames(ClientFixture.HOST);
    assertThat(verdictFor(Request.forNames("other.example"))).isEqualTo(PkixVerdict.WRONG_NAME);
    assertThat(verdictFor(good.expired())).isEqualTo(PkixVerdict.OUT_OF_TIME);
    assertThat(verdictFor(good.bySelf())).isEqualTo(PkixVerdict.NOT_TRUSTED);
  }

  @Test
  void judgesEveryResumedSessionToo() {
    Script script = new Script().tls(fixture.authority.issue("other.example"));
    SmtpClient client = fixture.client();
    try (FakeMx mx = FakeMx.start(script)) {
      Peer peer = new Peer(ClientFixture.HOST, mx.address());
      for (int i = 0; i < 3; i++) {
        SessionOpening opening = client.open(peer, TlsUse.STARTTLS, Duration.ofSeconds(10));
        assertThat(opening).isInstanceOf(SessionOpening.Opened.class);
        SmtpClientSession session = ((SessionOpening.Opened) opening).session();
        assertThat(requireNonNull(session.tls()).pkix()).isEqualTo(PkixVerdict.WRONG_NAME);
        session.quit();
      }
    }
  }

  @Test
  void startsTlsAtOnceWhereItIsImplicit() {
    Script script = new Script().implicitTls(fixture.authority.issue(ClientFixture.HOST));
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.IMPLICIT)) {
      assertThat(session.tls()).isNotNull();
      assertThat(session.capabilities().offers(Extension.REQUIRETLS)).isTrue();
    }
  }

  @Test
  void namesEachWayTlsCanFail() {
    TestAuthority.Issued certificate = fixture.authority.issue(ClientFixture.HOST);
    assertThat(faultOf(new Script()).kind()).isEqualTo(Kind.NO_STARTTLS);
    assertThat(faultOf(new Script().tls(certificate).fault(Fault.STARTTLS_NOT_OFFERED)).kind())
        .isEqualTo(Kind.NO_STARTTLS);
    assertThat(faultOf(new Script().tls(certificate).answer("STARTTLS", "454 4.7.0 later")))
        .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.STARTTLS_REFUSED))
        .satisfies(fault -> assertThat(fault.reply()).isNotNull());
    assertThat(faultOf(new Script().tls(certificate).answer("STARTTLS", "502 5.5.1 no")).kind())
        .isEqualTo(Kind.STARTTLS_REFUSED);
    assertThat(faultOf(new Script().tls(certificate).fault(Fault.BROKEN_HANDSHAKE)).kind())
        .isEqualTo(Kind.HANDSHAKE_FAILED);
    assertThat(faultOf(new Script().tls(certificate).fault(Fault.CLOSE_AT_HANDSHAKE)).kind())
        .isEqualTo(Kind.HANDSHAKE_CUT_OFF);
  }

  @Test
  @Tag("rfc3207-6")
  void refusesTextThatWasSentBeforeTheHandshake() {
    Script script =
        new Script()
            .tls(fixture.authority.issue(ClientFixture.HOST))
            .fault(Fault.TEXT_BEFORE_HANDSHAKE);

    assertThat(faultOf(script).kind()).isEqualTo(Kind.HANDSHAKE_FAILED);
  }

  @Test
  void saysQuitToAServerThatIsOfNoUse() {
    try (FakeMx mx = FakeMx.start(new Script())) {
      assertThat(fixture.fault(mx, TlsUse.STARTTLS).kind()).isEqualTo(Kind.NO_STARTTLS);
      assertThat(mx.commands()).containsExactly("EHLO client.example", "QUIT");
    }
  }

  @Test
  void namesEachWayAServerCanTurnUsAway() {
    assertThat(plainFaultOf(new Script().answer("CONNECT", "554 5.3.2 go away")))
        .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.REFUSED))
        .satisfies(fault -> assertThat(fault.command()).isEqualTo(SessionFault.GREETING));
    assertThat(plainFaultOf(new Script().answer("CONNECT", "421 4.3.2 busy")).kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(plainFaultOf(new Script().answer("CONNECT", "354 what")).kind())
        .isEqualTo(Kind.MALFORMED_REPLY);
    assertThat(plainFaultOf(new Script().answer("EHLO", "550 5.7.1 not you")).kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(plainFaultOf(new Script().fault(Fault.CLOSE_AT_CONNECT)).kind())
        .isEqualTo(Kind.CLOSED);
    assertThat(plainFaultOf(new Script().fault(Fault.CLOSE_MID_GREETING)).kind())
        .isEqualTo(Kind.CLOSED);
    assertThat(plainFaultOf(new Script().fault(Fault.GARBAGE_GREETING)).kind())
        .isEqualTo(Kind.MALFORMED_REPLY);
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    InetSocketAddress deserted;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      deserted = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    SessionOpening opening =
        fixture
            .client()
            .open(new Peer("mx.example.org", deserted), TlsUse.NONE, Duration.ofSeconds(5));

    assertThat(opening)
        .isInstanceOfSatisfying(
            SessionOpening.NotOpened.class,
            refused -> assertThat(refused.fault().kind()).isEqualTo(Kind.CONNECT_FAILED));
  }

  @Test
  @Tag("rfc5321-4.5.3.2")
  void waitsNoLongerForAGreetingThanTheLimit() throws IOException {
    Duration soon = Duration.ofMillis(50);
    Duration ample = Duration.ofMinutes(1);
    ClientTimeouts impatient =
        new ClientTimeouts(ample, ample, soon, ample, ample, ample, ample, soon);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Peer peer = new Peer("mx.example.org", (InetSocketAddress) silent.getLocalSocketAddress());
      SessionOpening opening = fixture.client(impatient).open(peer, TlsUse.NONE, ample);

      assertThat(opening)
          .isInstanceOfSatisfying(
              SessionOpening.NotOpened.class,
              refused -> assertThat(refused.fault().kind()).isEqualTo(Kind.TIMED_OUT));
    }
  }

  private PkixVerdict verdictFor(Request request) {
    Script script = new Script().tls(fixture.authority.issue(request));
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.STARTTLS)) {
      return requireNonNull(session.tls()).pkix();
    }
  }

  private SessionFault faultOf(Script script) {
    try (FakeMx mx = FakeMx.start(script)) {
      return fixture.fault(mx, TlsUse.STARTTLS);
    }
  }

  private SessionFault plainFaultOf(Script script) {
    try (FakeMx mx = FakeMx.start(script)) {
      return fixture.fault(mx, TlsUse.STARTTLS_IF_OFFERED);
    }
  }
}
