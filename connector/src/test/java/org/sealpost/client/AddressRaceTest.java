package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.SessionOpening.NotOpened;
import org.sealpost.client.SessionOpening.Opened;

/** One host, several addresses: whichever answers first is it. */
@Tag("rfc8305-5")
class AddressRaceTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final ClientFixture fixture = new ClientFixture();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private FakeMx server(Script script) {
    FakeMx mx = FakeMx.start(script);
    open.add(mx);
    return mx;
  }

  /** An address whose packets go nowhere: its queue of connections is full. */
  private InetSocketAddress silent() throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    open.add(listener);
    InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
    for (int i = 0; i < 4; i++) {
      SocketChannel filler = SocketChannel.open();
      open.add(filler);
      filler.configureBlocking(false);
      filler.connect(address);
    }
    return address;
  }

  private InetSocketAddress refusing() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) free.getLocalSocketAddress();
    }
  }

  private SessionOpening open(TlsUse use, Duration limit, InetSocketAddress... addresses) {
    List<Peer> peers = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      peers.add(new Peer(ClientFixture.HOST, address));
    }
    return fixture.client().open(peers, use, limit, Deadline.NONE);
  }

  @Test
  void doesNotWaitForAnAddressThatDoesNotAnswer() throws IOException {
    FakeMx mx = server(new Script());
    long start = System.nanoTime();

    SessionOpening opening = open(TlsUse.NONE, AMPLE, silent(), silent(), mx.address());

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    try (SmtpClientSession session = ((Opened) opening).session()) {
      assertThat(session.peer().socketAddress()).isEqualTo(mx.address());
      assertThat(ClientFixture.carried(session.send(ClientFixture.mail("x\r\n", "b@e.example"))))
          .allMatch(RecipientResult.Taken.class::isInstance);
    }
    assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  @Test
  void theFirstAddressHasItsTimeBeforeTheNextIsTried() {
    FakeMx first = server(new Script());
    FakeMx second = server(new Script());

    SessionOpening opening = open(TlsUse.NONE, AMPLE, first.address(), second.address());

    ((Opened) opening).session().quit();
    assertThat(first.sessions()).isEqualTo(1);
    assertThat(second.sessions()).isZero();
  }

  @Test
  void aRefusalLetsTheNextOneStartAtOnce() throws IOException {
    FakeMx mx = server(new Script());

    SessionOpening opening =
        open(TlsUse.NONE, Duration.ofMillis(900), refusing(), refusing(), mx.address());

    ((Opened) opening).session().quit();
    assertThat(mx.sessions()).isEqualTo(1);
  }

  @Test
  void tlsGoesOverTheConnectionThatWon() throws IOException {
    FakeMx mx = server(new Script().tls(fixture.authority.issue(ClientFixture.HOST)));

    SessionOpening opening = open(TlsUse.STARTTLS, AMPLE, silent(), mx.address());

    try (SmtpClientSession session = ((Opened) opening).session()) {
      assertThat(session.tls()).extracting(TlsFacts::pkix).isEqualTo(PkixVerdict.VERIFIED);
    }
  }

  @Test
  void endsWhereAllRefuse() throws IOException {
    InetSocketAddress last = refusing();

    NotOpened result = (NotOpened) open(TlsUse.NONE, AMPLE, refusing(), last);

    assertThat(result.fault().kind()).isEqualTo(Kind.CONNECT_FAILED);
    assertThat(result.peer().socketAddress()).isEqualTo(last);
  }

  @Test
  void endsInTimeWhereNobodyAnswers() throws IOException {
    long start = System.nanoTime();

    NotOpened result =
        (NotOpened) open(TlsUse.NONE, Duration.ofMillis(600), silent(), silent(), silent());

    assertThat(result.fault().kind()).isEqualTo(Kind.CONNECT_FAILED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aPeerThatStopsAnsweringIsStillGivenUpAfterARace() throws IOException {
    FakeMx mx = server(new Script().silentAfter("EHLO"));
    ClientTimeouts usual = ClientTimeouts.STANDARD;
    ClientTimeouts impatient =
        new ClientTimeouts(
            usual.connect(),
            usual.handshake(),
            usual.greeting(),
            Duration.ofMillis(200),
            usual.dataInitiation(),
            usual.dataBlock(),
            usual.finalDot(),
            usual.quit());
    List<Peer> peers =
        List.of(
            new Peer(ClientFixture.HOST, refusing()), new Peer(ClientFixture.HOST, mx.address()));

    SessionOpening opening =
        fixture.client(impatient).open(peers, TlsUse.NONE, AMPLE, Deadline.NONE);

    assertThat(((NotOpened) opening).fault().kind()).isEqualTo(Kind.TIMED_OUT);
  }
}
