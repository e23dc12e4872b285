package org.sealpost.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions of authentication on their way to the message-driven bean. */
class EndpointAuthenticationTest {
  private static final SmtpSession SESSION =
      new SmtpSession(
          "s1",
          ListenerKind.SUBMISSION,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 2),
          "client.example",
          true,
          null);
  private static final Credential CREDENTIAL = new Credential.ScramProven("a", null);

  private final FakeBean bean = new FakeBean();
  private final FakeContainer container = new FakeContainer(bean);
  private final EndpointWorkers workers =
      new EndpointWorkers(
          container,
          new EndpointCall(container.getTransactionSynchronizationRegistry()),
          Duration.ofMinutes(1));

  @BeforeEach
  void start() throws Exception {
    workers.start(container, 1);
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(workers.stop(Duration.ofSeconds(10))).isTrue();
    container.awaitWorks();
    assertThat(container.violations).isEmpty();
    assertThat(container.endpointsOpen).hasValue(0);
  }

  private Optional<ScramKeys> keys() throws Exception {
    CompletableFuture<Optional<ScramKeys>> answer = new CompletableFuture<>();
    workers.scramKeys(SESSION, "a", answer::complete);
    return answer.get(10, TimeUnit.SECONDS);
  }

  private SignIn signIn() throws Exception {
    CompletableFuture<SignIn> answer = new CompletableFuture<>();
    workers.signIn(SESSION, CREDENTIAL, answer::complete);
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void bringsBackWhatTheBeanSays() throws Exception {
    assertThat(keys()).contains(FakeBean.KEYS);
    bean.onSignIn = () -> new SignIn.Accepted("account");
    assertThat(signIn()).isEqualTo(new SignIn.Accepted("account"));
    bean.onSignIn = SignIn.Refused::new;
    assertThat(signIn()).isEqualTo(new SignIn.Refused());
  }

  @Test
  void takesABeanThatThrowsForOneThatDoesNotKnowNow() throws Exception {
    bean.onSignIn =
        () -> {
          throw new IllegalStateException("no database");
        };
    bean.onScramKeys =
        () -> {
          throw new IllegalStateException("no database");
        };
    assertThat(signIn()).isEqualTo(new SignIn.Unavailable());
    assertThat(keys()).isEmpty();
    bean.onSignIn = SignIn.Refused::new;
    assertThat(signIn()).isEqualTo(new SignIn.Refused());
  }

  @Test
  void letsNobodyInOnceItIsStopped() throws Exception {
    workers.stop(Duration.ofSeconds(10));
    bean.onSignIn = () -> new SignIn.Accepted("account");
    assertThat(signIn()).isEqualTo(new SignIn.Unavailable());
    assertThat(keys()).isEmpty();
  }
}
