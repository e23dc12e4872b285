package org.sealpost.inflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Reply;
import org.sealpost.testkit.WireClient;

/** The adapter between a real socket and a fake container. */
@Timeout(60)
class SmtpResourceAdapterTest {
  private static final int ENDPOINTS = 2;

  @TempDir Path directory;
  private final FakeBean bean = new FakeBean();
  private final FakeContainer container = new FakeContainer(bean);
  private final SmtpActivationSpec spec = new SmtpActivationSpec();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();

  @BeforeEach
  void activate() throws Exception {
    adapter.start(container);
    container.unavailable.set(2);
    adapter.endpointActivation(container, spec);
  }

  /** Whatever happened in between, nothing may be left, and every call was paired. */
  @AfterEach
  void stop() throws Exception {
    bean.mayProceed.release(1000);
    bean.plan.complete(plan(loopback(0)));
    adapter.endpointDeactivation(container, spec);
    adapter.stop();
    container.awaitWorks();
    assertThat(container.violations).isEmpty();
    assertThat(container.endpointsOpen).hasValue(0);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sealpost-smtp"));
  }

  private ListenerPlan plan(InetSocketAddress address) throws IOException {
    return new ListenerPlan(
        Domain.of("mx.test.example"),
        List.of(new ListenerConfig(ListenerKind.RELAY, address, true)),
        null,
        1_000_000,
        100,
        ENDPOINTS,
        Files.createDirectories(directory.resolve("spool")),
        0,
        new ListenerPlan.Authentication(List.of(), null, 1, Duration.ZERO));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private InetSocketAddress open() throws Exception {
    bean.plan.complete(plan(loopback(0)));
    return bean.awaitOpened().addresses().get(0);
  }

  private String deliver() throws Exception {
    try (WireClient client = WireClient.greeted(open())) {
      return client.deliver("a@b.example", "c@d.example", "text\r\n").text();
    }
  }

  private static WireClient upToFinalDot(InetSocketAddress address) throws IOException {
    WireClient client = WireClient.greeted(address);
    client.sendLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
    for (int i = 0; i < 3; i++) {
      client.read();
    }
    client.sendLines("text", ".");
    return client;
  }

  private void awaitInside(int count) {
    while (bean.inside.get() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void opensOnlyWhenTheApplicationIsReady() throws Exception {
    assertThat(bean.opened).isNotDone();
    assertThat(deliver()).isEqualTo("250 2.6.0 Stored");
  }

  private static ListenerPlan withOneHurriedWorker(ListenerPlan patient) {
    ServerLimits limits = ServerLimits.DEFAULT;
    ServerLimits.Timeouts times = limits.timeouts();
    return new ListenerPlan(
        patient.hostName(),
        patient.listeners(),
        null,
        patient.maxMessageOctets(),
        patient.maxRecipients(),
        1,
        patient.spoolDirectory(),
        0,
        patient.authentication(),
        null,
        new ServerLimits(
            limits.sessions(),
            limits.connections(),
            limits.connectionsPerMinute(),
            limits.authFailures(),
            limits.conduct(),
            new ServerLimits.Timeouts(
                times.greeting(),
                times.command(),
                times.dataBlock(),
                times.data(),
                0,
                Duration.ofSeconds(1),
                times.handshake(),
                times.certificateCheck()),
            limits.content(),
            limits.clients(),
            limits.memory()),
        ServerMeter.NONE);
  }

  @Test
  @Tag("rfc5321-4.5.3.2.6")
  void doesNotStoreAMessageThatWaitedTooLongForAWorker() throws Exception {
    bean.onMailData = bean::waitForPermit;
    bean.plan.complete(withOneHurriedWorker(plan(loopback(0))));
    InetSocketAddress address = bean.awaitOpened().addresses().get(0);
    try (WireClient waiting = WireClient.greeted(address)) {
      waiting.sendLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
      for (int i = 0; i < 3; i++) {
        waiting.read();
      }
      try (WireClient first = upToFinalDot(address)) {
        awaitInside(1);
        waiting.sendLines("text", ".");
        // Nobody answers it while the only worker is busy.
        waiting.patience(Duration.ofMillis(1500));
        assertThatThrownBy(waiting::read).isInstanceOf(SocketTimeoutException.class);
        bean.mayProceed.release(2);
        assertThat(first.read().code()).isEqualTo(250);
      }
      waiting.patience(Duration.ofSeconds(10));
      assertThat(waiting.read().text()).startsWith("451 4.3.2 ");
    }
    assertThat(bean.mayProceed.availablePermits()).isEqualTo(1);
  }

  @Test
  void tellsWhyItCannotOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(loopback(0));
      bean.plan.complete(plan(loopback(taken.getLocalPort())));
      assertThat(bean.refused.get(10, TimeUnit.SECONDS))
          .contains(":" + taken.getLocalPort() + ": the port is taken");
    }
    assertThat(bean.opened).isNotDone();
  }

  @Test
  void opensNothingWhereThePlanFails() throws Exception {
    bean.plan.completeExceptionally(new IllegalStateException("application did not start"));
    container.awaitWorks();
    assertThat(bean.opened).isNotDone();
    assertThat(bean.refused).isNotDone();
  }

  @Test
  void stopsWhileTheApplicationIsStillStarting() throws Exception {
    container.unavailable.set(Integer.MAX_VALUE);
    adapter.endpointDeactivation(container, spec);
    container.unavailable.set(0);
    assertThat(bean.opened).isNotDone();
  }

  @Test
  @Tag("rfc5321-4.2.5")
  void promisesNothingThatWasRolledBackByTheBean() throws Exception {
    bean.onMailData =
        () -> {
          container.transactions.setRollbackOnly();
          return FakeBean.STORED;
        };
    assertThat(deliver()).startsWith("451 4.3.0 ");
  }

  @Test
  @Tag("rfc5321-4.2.5")
  void promisesNothingWhoseCommitFailed() throws Exception {
    container.transactions.commitFails = true;
    assertThat(deliver()).startsWith("451 4.3.0 ");
  }

  @Test
  void promisesNothingWithoutATransaction() throws Exception {
    container.transactions.absent = true;
    assertThat(deliver()).startsWith("451 4.3.0 ");
  }

  @Test
  void keepsThePromiseOfACommitThatTheContainerStumbledAfter() throws Exception {
    InetSocketAddress address = open();
    bean.onMailData =
        () -> {
          container.afterDeliveryFails = true;
          return FakeBean.STORED;
        };
    try (WireClient client = WireClient.greeted(address)) {
      assertThat(client.deliver("a@b.example", "c@d.example", "text\r\n").code()).isEqualTo(250);
      container.afterDeliveryFails = false;
      container.transactions.commitFails = true;
      assertThat(client.deliver("a@b.example", "c@d.example", "text\r\n").text())
          .startsWith("451 4.3.0 ");
      container.afterDeliveryFails = false;
    }
  }

  @Test
  void passesANegativeReplyWhateverTheTransactionDid() throws Exception {
    bean.onMailData =
        () -> {
          container.transactions.setRollbackOnly();
          return Reply.of(554, "5.7.1", "Not this one");
        };
    assertThat(deliver()).startsWith("554 5.7.1 Not this one (");
  }

  @Test
  void answersForABeanThatThrowsAndGoesOnWithANewEndpoint() throws Exception {
    bean.onMailData =
        () -> {
          throw new IllegalStateException("out of order");
        };
    InetSocketAddress address = open();
    try (WireClient client = WireClient.greeted(address)) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.deliver("a@b.example", "c@d.example", "text\r\n").text())
            .startsWith("451 4.3.0 ");
      }
      bean.onMailData = () -> FakeBean.STORED;
      assertThat(client.deliver("a@b.example", "c@d.example", "text\r\n").code()).isEqualTo(250);
      bean.onReversePath =
          () -> {
            throw new AssertionError("worse");
          };
      assertThat(client.command("MAIL FROM:<a@b.example>").text()).startsWith("451 4.3.0 ");
    }
    assertThat(container.endpointsMade.get()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void answersWhereNoEndpointCanBeHad() throws Exception {
    InetSocketAddress address = open();
    container.unavailable.set(1);
    try (WireClient client = WireClient.greeted(address)) {
      assertThat(client.command("MAIL FROM:<a@b.example>").text()).startsWith("451 4.3.0 ");
      assertThat(client.command("MAIL FROM:<a@b.example>").text()).startsWith("250 2.1.0 ");
    }
  }

  @Test
  void letsMoreMessagesWaitThanThereAreEndpoints() throws Exception {
    InetSocketAddress address = open();
    bean.onMailData = bean::waitForPermit;
    // One message at a time fills the endpoints; the others queue behind, path decisions included.
    WireClient[] clients = new WireClient[ENDPOINTS];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = upToFinalDot(address);
      awaitInside(i + 1);
    }
    try (WireClient waiting = WireClient.greeted(address)) {
      waiting.sendLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA");
      bean.mayProceed.release(ENDPOINTS + 1);
      for (WireClient client : clients) {
        assertThat(client.read().code()).isEqualTo(250);
        client.close();
      }
      assertThat(waiting.read().code()).isEqualTo(250);
      assertThat(waiting.read().code()).isEqualTo(250);
      assertThat(waiting.read().code()).isEqualTo(354);
      waiting.sendLines("text", ".");
      assertThat(waiting.read().code()).isEqualTo(250);
    }
    assertThat(bean.mostInside).hasValue(ENDPOINTS);
    assertThat(container.endpointsOpen.get()).isLessThanOrEqualTo(ENDPOINTS);
  }

  @Test
  void letsTheMessageInTheEndpointFinishWhenItIsDeactivated() throws Exception {
    InetSocketAddress address = open();
    bean.onMailData = bean::waitForPermit;
    try (WireClient client = upToFinalDot(address)) {
      awaitInside(1);
      Thread stopping = new Thread(() -> adapter.endpointDeactivation(container, spec));
      stopping.start();
      bean.mayProceed.release();
      assertThat(client.read().text()).isEqualTo("250 2.6.0 Stored");
      stopping.join(20_000);
      assertThat(stopping.isAlive()).isFalse();
    }
    assertThatThrownBy(() -> WireClient.connect(address)).isInstanceOf(ConnectException.class);
  }

  @Test
  void closesOnceInTheHandsOfTheApplication() throws Exception {
    InetSocketAddress address = open();
    OpenListeners listeners = bean.awaitOpened();
    listeners.close(Duration.ofSeconds(5));
    listeners.close(Duration.ofSeconds(5));
    assertThatThrownBy(() -> WireClient.connect(address)).isInstanceOf(ConnectException.class);
  }

  @Test
  void isItsOwnAndNobodyElses() {
    assertThat(adapter).isNotEqualTo(new SmtpResourceAdapter());
    assertThat(adapter.getXAResources(new SmtpActivationSpec[0])).isEmpty();
  }
}
