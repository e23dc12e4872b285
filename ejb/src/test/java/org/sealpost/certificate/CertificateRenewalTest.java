package org.sealpost.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ListenerPlan.CertificateFiles;
import org.sealpost.smtp.Domain;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Request;

class CertificateRenewalTest {
  private static final String HOST = "mx.example.org";
  private static final Duration NINETY_DAYS = Duration.ofDays(90);

  private final TestAuthority authority = new TestAuthority("a real one");
  private final Instant start = Instant.now().plus(Duration.ofDays(1));
  private final List<KeyPair> accounts = new ArrayList<>();
  private Instant now = start;
  private CertificateSource source = this::issued;
  private CertificateFiles files;
  private Path account;
  private KeyPair keys;

  @BeforeEach
  void onlyASelfSignedOne(@TempDir Path directory) throws Exception {
    files = new CertificateFiles(directory.resolve("server.crt"), directory.resolve("server.key"));
    account = directory.resolve("account.key");
    keys = PemFiles.newKeys();
    PemFiles.writeKey(files.key(), keys.getPrivate());
    present(Request.forNames(HOST).withCommonName(HOST).bySelf());
  }

  private void present(Request request) throws IOException {
    PemFiles.writeChain(files.chain(), authority.issue(request, keys).chain());
  }

  private List<X509Certificate> issued(KeyPair asker, KeyPair certified) {
    accounts.add(asker);
    Request request = Request.forNames(HOST).until(now.plus(NINETY_DAYS));
    return authority.issue(request, certified).chain();
  }

  private CertificateRenewal renewal() {
    return new CertificateRenewal(
        List.of(Domain.of(HOST)),
        (asker, key) -> source.chain(asker, key),
        files,
        account,
        () -> now);
  }

  private X509Certificate shown() throws Exception {
    return PemFiles.certificate(files.chain());
  }

  @Test
  void replacesTheSelfSignedOneAndKeepsTheKey() throws Exception {
    assertThat(renewal().renewIfDue()).isTrue();

    assertThat(shown().getIssuerX500Principal())
        .isEqualTo(authority.root().getSubjectX500Principal());
    assertThat(shown().getPublicKey()).isEqualTo(keys.getPublic());
    assertThat(PemFiles.key(files.key())).isEqualTo(keys.getPrivate());
  }

  @Test
  void renewsAfterTwoThirdsOfItsTimeAndNotBefore() throws Exception {
    renewal().renewIfDue();
    now = start.plus(Duration.ofDays(59));
    assertThat(renewal().renewIfDue()).isFalse();

    now = start.plus(Duration.ofDays(61));
    assertThat(renewal().renewIfDue()).isTrue();
    assertThat(shown().getNotAfter().toInstant()).isAfter(now.plus(Duration.ofDays(89)));
  }

  @Test
  void asksForOneWithAllNames() throws Exception {
    present(Request.forNames("other.example.org").until(now.plus(NINETY_DAYS)));

    assertThat(renewal().renewIfDue()).isTrue();
  }

  @Test
  @Tag("rfc8555-7.3")
  void keepsItsAccount() throws Exception {
    renewal().renewIfDue();
    now = start.plus(NINETY_DAYS);
    renewal().renewIfDue();

    assertThat(accounts).hasSize(2);
    assertThat(accounts.get(0).getPublic()).isEqualTo(accounts.get(1).getPublic());
    assertThat(Files.getPosixFilePermissions(account))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void doesNotTakeACertificateForAnotherKeyOrName() throws Exception {
    X509Certificate before = shown();
    source = (asker, key) -> authority.issue(Request.forNames(HOST)).chain();
    assertThatThrownBy(() -> renewal().renewIfDue()).isInstanceOf(IOException.class);
    source = (asker, key) -> authority.issue(Request.forNames("evil.example"), key).chain();
    assertThatThrownBy(() -> renewal().renewIfDue()).isInstanceOf(IOException.class);

    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void waitsLongerAfterEachFailure() {
    List<Instant> asked = new ArrayList<>();
    source =
        (asker, key) -> {
          asked.add(now);
          throw new IOException("not today");
        };
    CertificateRenewal renewal = renewal();
    for (int minute = 0; minute < Duration.ofDays(4).toMinutes(); minute++) {
      now = start.plus(Duration.ofMinutes(minute));
      renewal.startOn(Runnable::run);
    }

    List<Long> hours = asked.stream().map(each -> Duration.between(start, each).toHours()).toList();
    assertThat(hours).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 55L, 79L);
  }
}
