package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server gets its certificate from an authority and shows it without a restart (RFC 8555). */
final class CertificateIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void showsTheCertificateOfTheAuthorityAMomentAfterTheFirstStart(@TempDir Path directory)
      throws Exception {
    try (PrivateAuthority authority = new PrivateAuthority(directory);
        RunningSealpost sealpost = new RunningSealpost(directory.resolve("data"))) {
      sealpost
          .set("hostname", "mx.sealpost.example")
          .set("acme.directory", authority.acmeDirectory().toString())
          .set("acme.accept-terms", "true")
          .set("acme.contact", "hostmaster@sealpost.example")
          .set("acme.hosts", "mx.sealpost.example, mail.sealpost.example")
          .set("acme.bind", "127.0.0.1")
          .set("acme.port", Integer.toString(authority.challengePort()))
          .set("tls.trust-roots", authority.root().toString())
          .set("tls.reload-interval", "PT1S")
          .start()
          .awaitReady();

      Eventually.within(
          PATIENCE,
          () -> authority.printed() + sealpost.output(),
          () -> shown(sealpost).getIssuerX500Principal().getName().contains("Pebble"));
      assertThat(shown(sealpost).getSubjectAlternativeNames())
          .extracting(name -> (Object) name.get(1))
          .containsExactlyInAnyOrder("mx.sealpost.example", "mail.sealpost.example");
      assertThat(sealpost.log()).contains("MTA-3401 ");
    }
  }

  private static X509Certificate shown(RunningSealpost sealpost) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            Certificates.unchecked()
                .getSocketFactory()
                .createSocket("127.0.0.1", sealpost.submissionsPort())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
