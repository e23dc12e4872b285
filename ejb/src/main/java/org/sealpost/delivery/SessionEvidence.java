package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.TlsFacts;
import org.sealpost.client.dane.DaneVerdict;

/**
 * What a session with one host showed.
 *
 * @param version for example {@code TLSv1.3}; null on a session in clear text, or where there was
 *     none
 * @param cipher the cipher suite by its IANA name; null with {@code version}
 * @param pkix what the certificate proved by PKIX, whether or not it was asked for; null with
 *     {@code version}
 * @param dane what it proved by DANE; null where it was not checked
 * @param pinned whether it showed a pinned key; null where none is pinned
 * @param keywords what the host announced, on a TLS session after the handshake (RFC 3207 §4.2)
 * @param fault why there was no session; null where there was one
 * @param plainAfter how TLS failed before this session without it; null where it did not
 * @param ends who was at its ends
 */
public record SessionEvidence(
    @Nullable String version,
    @Nullable String cipher,
    @Nullable PkixVerdict pkix,
    @Nullable DaneVerdict dane,
    @Nullable Boolean pinned,
    List<String> keywords,
    @Nullable Kind fault,
    @Nullable Kind plainAfter,
    Ends ends) {
  /**
   * Who was at the ends of a session (RFC 8460 §4.4).
   *
   * @param own the IP address it went out from; null where no connection was made
   * @param peerName what the peer called itself; null where it did not say
   * @param again whether it had carried mail of the same domain before
   */
  public record Ends(@Nullable String own, @Nullable String peerName, boolean again) {
    /** Nothing is known of them. */
    public static final Ends UNKNOWN = new Ends(null, null, false);
  }

  /** Nothing is known of its ends. */
  public SessionEvidence(
      @Nullable String version,
      @Nullable String cipher,
      @Nullable PkixVerdict pkix,
      @Nullable DaneVerdict dane,
      @Nullable Boolean pinned,
      List<String> keywords,
      @Nullable Kind fault,
      @Nullable Kind plainAfter) {
    this(version, cipher, pkix, dane, pinned, keywords, fault, plainAfter, Ends.UNKNOWN);
  }

  /** Copies the list. */
  public SessionEvidence {
    keywords = List.copyOf(keywords);
  }

  /** There was no session. */
  static SessionEvidence none(Kind fault) {
    return new SessionEvidence(null, null, null, null, null, List.of(), fault, null);
  }

  /** There is a session; its certificate has not been looked at but for PKIX. */
  static SessionEvidence of(SmtpClientSession session, @Nullable Kind plainAfter) {
    TlsFacts tls = session.tls();
    List<String> keywords =
        session.capabilities().extensions().stream().map(Enum::name).sorted().toList();
    return tls == null
        ? new SessionEvidence(null, null, null, null, null, keywords, null, plainAfter)
        : new SessionEvidence(
            tls.version(), tls.cipher(), tls.pkix(), null, null, keywords, null, plainAfter);
  }

  SessionEvidence withEnds(Ends known) {
    return new SessionEvidence(
        version, cipher, pkix, dane, pinned, keywords, fault, plainAfter, known);
  }

  SessionEvidence withDane(DaneVerdict verdict) {
    return new SessionEvidence(
        version, cipher, pkix, verdict, pinned, keywords, fault, plainAfter, ends);
  }

  SessionEvidence withPinned(boolean shown) {
    return new SessionEvidence(
        version, cipher, pkix, dane, shown, keywords, fault, plainAfter, ends);
  }

  /** Whether there was a session, in clear text or not. */
  public boolean isOpen() {
    return fault == null;
  }

  /** Whether the host promises to protect mail onwards, said under TLS (RFC 8689 §2). */
  public boolean offersRequireTls() {
    return version != null && keywords.contains("REQUIRETLS");
  }

  /** TLS in one line; null on a session in clear text, or where there was none. */
  @Nullable String tls() {
    return version == null
        ? null
        : version + " " + cipher + ", PKIX: " + pkix + (dane == null ? "" : ", DANE: " + dane);
  }
}
