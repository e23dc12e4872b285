package org.sealpost.policy;

import java.util.Set;
import org.sealpost.client.TlsUse;

/** What to do with one host. */
public sealed interface TransportDecision {
  /** In one line, for traces and logs. */
  String text();

  /**
   * Connect.
   *
   * @param tls when TLS has to begin
   * @param check what the certificate has to prove
   * @param requireTls whether the peer has to announce REQUIRETLS under TLS, and MAIL carries it
   * @param retryPlain whether a session without TLS may be tried after TLS failed; only where
   *     {@code tls} is STARTTLS_IF_OFFERED
   * @param pins keys of which the certificate has to show one, besides the check; empty for any
   *     (see {@link OperatorExceptions#pins})
   */
  record Connect(
      TlsUse tls, CertificateCheck check, boolean requireTls, boolean retryPlain, Set<String> pins)
      implements TransportDecision {
    /** Refuses what no rule may ever decide, so that a wrong rule cannot leak a message. */
    public Connect {
      pins = Set.copyOf(pins);
      if (!pins.isEmpty() && tls.permitsPlaintext()) {
        throw new IllegalArgumentException("a pinned key without TLS");
      }
      boolean checked = check != CertificateCheck.NONE || !pins.isEmpty();
      if (requireTls && (tls.permitsPlaintext() || !checked)) {
        throw new IllegalArgumentException("REQUIRETLS without verified TLS");
      }
      if (retryPlain && tls != TlsUse.STARTTLS_IF_OFFERED) {
        throw new IllegalArgumentException("no plaintext where " + tls);
      }
    }

    /** Without pinned keys. */
    public Connect(TlsUse tls, CertificateCheck check, boolean requireTls, boolean retryPlain) {
      this(tls, check, requireTls, retryPlain, Set.of());
    }

    /** The same without TLS, after TLS failed. */
    public Connect withoutTls() {
      if (!retryPlain) {
        throw new IllegalStateException("plaintext is not permitted");
      }
      return new Connect(TlsUse.NONE, CertificateCheck.NONE, false, false);
    }

    @Override
    public String text() {
      String demand =
          switch (tls) {
            case IMPLICIT -> "implicit TLS";
            case STARTTLS -> "TLS needed";
            case STARTTLS_IF_OFFERED -> "TLS if offered";
            case NONE -> "no TLS";
          };
      String proof =
          switch (check) {
            case NONE -> "certificate not checked";
            case PKIX -> "must pass PKIX";
            case DANE -> "must pass DANE";
            case DANE_AND_PKIX -> "must pass DANE and PKIX";
          };
      String plain = retryPlain ? ", without TLS if that fails" : "";
      return demand
          + (tls == TlsUse.NONE ? "" : ", " + proof)
          + plain
          + (pins.isEmpty() ? "" : ", must show a pinned key")
          + (requireTls ? ", peer must announce REQUIRETLS" : "");
    }
  }

  /** Do not connect. */
  record Skip(Reason reason) implements TransportDecision {
    @Override
    public String text() {
      return "not used: " + reason.explanation();
    }
  }

  /** Why a host is not used. */
  enum Reason {
    /** The MX lookup gave no host to use; there is nothing to decide. */
    NO_HOST("the domain names no host", true),
    /** The DNS answer failed validation. */
    BOGUS_MX("its DNS answer is not rightly signed", true),
    /** An enforced MTA-STS policy does not list it. */
    NOT_IN_POLICY("the domain's MTA-STS policy does not list it", true),
    /** The same for REQUIRED mail, for which there is nothing to wait for. */
    NOT_IN_POLICY_FOR_REQUIRED("the domain's MTA-STS policy does not list it", false),
    /** The TLSA records could not be looked up. */
    DANE_LOOKUP_FAILED("its DANE records could not be looked up", true),
    /** Neither DNSSEC nor MTA-STS vouches for its name. */
    NAME_NOT_AUTHENTICATED(
        "neither DNSSEC nor MTA-STS proves that it is a server of the domain", false),
    /** The same, but a policy that could is not available now. */
    POLICY_UNAVAILABLE("the domain's MTA-STS policy could not be fetched", true),
    /** The route does not always encrypt and check. */
    ROUTE_NOT_VERIFIED("the route is not set up for verified TLS", false),
    /** The route is to be checked by DANE, and the host has no TLSA records that can be used. */
    ROUTE_WITHOUT_DANE("it has no DANE records to check it by", true),
    /** The same for REQUIRED mail, which fails at once. */
    ROUTE_WITHOUT_DANE_FOR_REQUIRED("it has no DANE records to check it by", false),
    /** The route names keys, an exception of the operator others. */
    PINS_CONTRADICT("the route and an exception of the operator pin different keys", true),
    /** The route never encrypts, and an exception of the operator forbids that. */
    EXCEPTION_NEEDS_TLS("the route has no TLS, which the operator demands for this domain", true);

    private final String explanation;
    private final boolean mayHeal;

    Reason(String explanation, boolean mayHeal) {
      this.explanation = explanation;
      this.mayHeal = mayHeal;
    }

    /** In words a sender understands. */
    public String explanation() {
      return explanation;
    }

    /** Whether a later attempt may find it otherwise. */
    public boolean mayHeal() {
      return mayHeal;
    }
  }
}
