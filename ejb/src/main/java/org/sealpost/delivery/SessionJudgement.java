package org.sealpost.delivery;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.Extension;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.TlsFacts;
import org.sealpost.client.dane.DaneCheck;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.client.dane.TlsaSet;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.policy.TransportDecision.Connect;

/**
 * A session held against what was decided.
 *
 * @param evidence what the session showed
 * @param objection why it must not carry the message; null where it may
 */
record SessionJudgement(SessionEvidence evidence, @Nullable Objection objection) {
  /**
   * Why not.
   *
   * @param status enhanced status code
   * @param words for the sender, to follow the host's name
   */
  record Objection(String status, String words, HostEnd end) {}

  /**
   * Judges. The order is that of RFC 8689 §4.2.1: TLS, certificate, promise.
   *
   * @param demands what was decided
   * @param tlsa the host's TLSA records; null where there are none that can be used
   * @param shown what the session showed, before its certificate is looked at
   */
  static SessionJudgement of(
      Connect demands,
      SmtpClientSession session,
      @Nullable TlsaSet tlsa,
      DaneCheck daneCheck,
      SessionEvidence shown) {
    TlsFacts tls = session.tls();
    if (tls == null) {
      boolean may = demands.tls().permitsPlaintext();
      return new SessionJudgement(shown, may ? null : rejected("there is no encryption"));
    }
    SessionEvidence evidence = shown;
    if (tlsa != null) {
      // Whether or not it counts: RFC 8460 wants to hear of it all the same.
      evidence = evidence.withDane(daneCheck.check(tlsa, tls.chain()));
    }
    if (demands.check().wantsDane()) {
      DaneVerdict verdict = evidence.dane();
      if (verdict == null) {
        throw new IllegalStateException("DANE was decided on without records");
      }
      if (!verdict.isProof()) {
        return new SessionJudgement(evidence, rejected(verdict.explanation()));
      }
    }
    if (demands.check().wantsPkix() && tls.pkix() != PkixVerdict.VERIFIED) {
      return new SessionJudgement(evidence, rejected(tls.pkix().explanation()));
    }
    if (!demands.pins().isEmpty()) {
      boolean pinned = showsPinnedKey(demands, tls.chain());
      evidence = evidence.withPinned(pinned);
      if (!pinned) {
        String reason = "its certificate does not have the key pinned for this domain";
        return new SessionJudgement(evidence, rejected(reason));
      }
    }
    boolean silent = !session.capabilities().offers(Extension.REQUIRETLS);
    return new SessionJudgement(evidence, demands.requireTls() && silent ? withoutPromise() : null);
  }

  private static boolean showsPinnedKey(Connect demands, List<X509Certificate> chain) {
    return !chain.isEmpty() && demands.pins().contains(KeyPin.of(chain.get(0)));
  }

  private static Objection rejected(String reason) {
    return new Objection("4.7.5", ": " + reason + ".", HostEnd.NOT_VERIFIED);
  }

  private static Objection withoutPromise() {
    String words = " does not promise to protect the message onwards (REQUIRETLS).";
    return new Objection("5.7.30", words, HostEnd.LACKS_REQUIRETLS);
  }
}
