package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.client.ClientFixture.mail;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.smtp.Domain;

/** What a peer says it takes at the most. */
@Tag("rfc9422-4")
class LimitsTest {
  private static final String TEXT = "Subject: x\r\n\r\nHello\r\n";

  private final ClientFixture fixture = new ClientFixture();

  @ParameterizedTest
  @CsvSource({
    "MAILMAX=5 RCPTMAX=20 RCPTDOMAINMAX=1, 5, 20, 1",
    "mailmax=999999 SOMETHING=1 rcptmax=7, 999999, 7, 2147483647",
    "MAILMAX=0 RCPTMAX=1000000 RCPTDOMAINMAX=x, 2147483647, 2147483647, 2147483647",
    "MAILMAX RCPTMAX= =5, 2147483647, 2147483647, 2147483647"
  })
  void readsWhatIsWellFormedAndPassesOverTheRest(
      String words, int mails, int recipients, int domains) {
    assertThat(PeerLimits.of(List.of(words.split(" "))))
        .isEqualTo(new PeerLimits(mails, recipients, domains));
  }

  @Test
  void endsTheUseOfASessionAfterItsLastMail() {
    try (FakeMx mx = FakeMx.start(new Script().keywords("LIMITS MAILMAX=2"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      session.send(mail(TEXT, "b@one.example"));
      assertThat(session.isUsable()).isTrue();
      session.send(mail(TEXT, "b@one.example"));
      assertThat(session.isUsable()).isFalse();
      session.quit();
      assertThat(mx.commands()).endsWith("QUIT");
    }
  }

  @Test
  void admitsNoMoreDomainsThanThePeer() {
    try (FakeMx mx = FakeMx.start(new Script().keywords("LIMITS RCPTDOMAINMAX=1 RCPTMAX=3"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(session.mostRecipients()).isEqualTo(3);
      assertThat(session.admits(Domain.of("two.example"))).isTrue();
      session.send(mail(TEXT, "b@one.example"));
      assertThat(session.admits(Domain.of("one.example"))).isTrue();
      assertThat(session.admits(Domain.of("two.example"))).isFalse();
    }
  }
}
