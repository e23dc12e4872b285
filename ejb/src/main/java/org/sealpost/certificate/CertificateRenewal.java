package org.sealpost.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealpost.config.AcmeSettings;
import org.sealpost.inflow.ListenerPlan.CertificateFiles;
import org.sealpost.smtp.Domain;

/**
 * Keeps the certificate of the SMTP listeners valid: gets one where there is only the self-signed
 * one or names are missing, and a new one after two thirds of its time. The key stays, so that
 * {@code 3 1 1} TLSA records need not change with every renewal (RFC 7671 §5.1).
 */
public final class CertificateRenewal {
  private static final Duration FIRST_WAIT = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final int DNS_NAME = 2; // RFC 5280 §4.2.1.6

  private final List<Domain> hosts;
  private final CertificateSource source;
  private final CertificateFiles files;
  private final Path account;
  private final InstantSource clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Instant notBefore = Instant.MIN;
  private volatile Duration wait = FIRST_WAIT;

  /**
   * At rest; {@link #startOn} looks whether something is to be done.
   *
   * @param files of the listeners: their key is used and their certificate replaced
   * @param account where the key of our account with the authority is kept
   * @param roots who may certify the authority's own server
   */
  public CertificateRenewal(
      AcmeSettings settings,
      CertificateFiles files,
      Path account,
      Set<TrustAnchor> roots,
      InstantSource clock) {
    this(settings.hosts(), new CertificateOrder(settings, roots), files, account, clock);
  }

  CertificateRenewal(
      List<Domain> hosts,
      CertificateSource source,
      CertificateFiles files,
      Path account,
      InstantSource clock) {
    this.hosts = List.copyOf(hosts);
    this.source = source;
    this.files = files;
    this.account = account;
    this.clock = clock;
  }

  /** Looks on another thread, unless the last look still goes on; to be called every minute. */
  public void startOn(Executor executor) {
    if (clock.instant().isBefore(notBefore) || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::look);
    } catch (RuntimeException stopping) {
      running.set(false);
      AcmeLog.failed(hosts, stopping, wait); // an exception would end the schedule for good
    }
  }

  private void look() {
    try {
      renewIfDue();
      wait = FIRST_WAIT;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (IOException | GeneralSecurityException | RuntimeException failure) {
      AcmeLog.failed(hosts, failure, wait);
      // Authorities count failures; asking every minute would shut us out.
      notBefore = clock.instant().plus(wait);
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    } finally {
      running.set(false);
    }
  }

  /** Whether there is a new one now. */
  boolean renewIfDue() throws IOException, GeneralSecurityException, InterruptedException {
    X509Certificate present = PemFiles.certificate(files.chain());
    if (!isDue(present)) {
      return false;
    }
    KeyPair certified = new KeyPair(present.getPublicKey(), PemFiles.key(files.key()));
    List<X509Certificate> chain = source.chain(accountKeys(), certified);
    X509Certificate fresh = chain.get(0);
    if (!fresh.getPublicKey().equals(present.getPublicKey()) || isDue(fresh)) {
      throw new IOException(
          "what the authority sent is no valid certificate for our key and names");
    }
    PemFiles.writeChain(files.chain(), chain);
    AcmeLog.renewed(hosts, fresh);
    return true;
  }

  private KeyPair accountKeys() throws IOException, GeneralSecurityException {
    if (!Files.exists(account)) {
      PemFiles.writeKeys(account, PemFiles.newKeys());
    }
    return PemFiles.keys(account);
  }

  private boolean isDue(X509Certificate certificate) throws CertificateParsingException {
    boolean selfSigned =
        certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    if (selfSigned || !names(certificate)) {
      return true;
    }
    Instant start = certificate.getNotBefore().toInstant();
    Duration third = Duration.between(start, certificate.getNotAfter().toInstant()).dividedBy(3);
    return !clock.instant().isBefore(start.plus(third.multipliedBy(2)));
  }

  private boolean names(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      return false;
    }
    List<String> named =
        alternatives.stream()
            .filter(each -> Integer.valueOf(DNS_NAME).equals(each.get(0)))
            .map(each -> String.valueOf(each.get(1)).toLowerCase(Locale.ROOT))
            .toList();
    return hosts.stream().allMatch(host -> named.contains(host.name()));
  }
}
