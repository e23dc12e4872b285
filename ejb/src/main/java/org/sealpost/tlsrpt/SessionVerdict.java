package org.sealpost.tlsrpt;

import org.jspecify.annotations.Nullable;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;

/** How one session stands up to a demand for TLS, in the words of RFC 8460 §4.3. */
final class SessionVerdict {
  private final @Nullable SessionEvidence session;

  SessionVerdict(HostTrace trace) {
    this.session = trace.session();
  }

  /** A failure. */
  record Why(ResultType type, String reason) {}

  /**
   * Whether a session was tried and came far enough to say something about TLS. RFC 8460 §4.3.4:
   * busy networks, timeouts and the like need not be told.
   */
  boolean isSession() {
    return session != null && (session.fault() == null || isAboutTls(session.fault()));
  }

  private static boolean isAboutTls(Kind fault) {
    return switch (fault) {
      case NO_STARTTLS, STARTTLS_REFUSED, HANDSHAKE_FAILED, HANDSHAKE_CUT_OFF -> true;
      case CONNECT_FAILED, REFUSED, CLOSED, TIMED_OUT, MALFORMED_REPLY, CONTENT_UNREADABLE -> false;
    };
  }

  /** Why it does not satisfy a policy that only wants TLS; null where it does. */
  @Nullable Why byNoPolicy() {
    if (session == null) {
      return null;
    }
    Kind failed = session.fault() == null ? session.plainAfter() : session.fault();
    if (failed != null) {
      return of(failed);
    }
    return session.version() == null ? new Why(ResultType.STARTTLS_NOT_SUPPORTED, "") : null;
  }

  private static @Nullable Why of(Kind failed) {
    return switch (failed) {
      case NO_STARTTLS -> new Why(ResultType.STARTTLS_NOT_SUPPORTED, "");
      // As in RFC 8460 appendix B: a server that does not successfully respond to STARTTLS.
      case STARTTLS_REFUSED -> new Why(ResultType.STARTTLS_NOT_SUPPORTED, "starttls-refused");
      case HANDSHAKE_FAILED -> new Why(ResultType.VALIDATION_FAILURE, "tls-handshake-failed");
      case HANDSHAKE_CUT_OFF -> new Why(ResultType.VALIDATION_FAILURE, "tls-handshake-cut-off");
      case CONNECT_FAILED, REFUSED, CLOSED, TIMED_OUT, MALFORMED_REPLY, CONTENT_UNREADABLE -> null;
    };
  }

  /** Why it does not satisfy MTA-STS (RFC 8461 §4.2); null where it does. */
  @Nullable Why byPkix() {
    Why without = byNoPolicy();
    PkixVerdict verdict = session == null ? null : session.pkix();
    if (without != null || verdict == null) {
      return without;
    }
    return switch (verdict) {
      case VERIFIED -> null;
      case NO_CERTIFICATE -> new Why(ResultType.VALIDATION_FAILURE, "no-certificate");
      case OUT_OF_TIME -> new Why(ResultType.CERTIFICATE_EXPIRED, "");
      case NOT_TRUSTED -> new Why(ResultType.CERTIFICATE_NOT_TRUSTED, "no-path-to-trusted-root");
      case WRONG_NAME -> new Why(ResultType.CERTIFICATE_HOST_MISMATCH, "");
    };
  }

  /** Why it does not satisfy DANE (RFC 7672 §3); null where it does. */
  @Nullable Why byDane() {
    Why without = byNoPolicy();
    DaneVerdict verdict = session == null ? null : session.dane();
    if (without != null || verdict == null) {
      return without;
    }
    return switch (verdict) {
      case VERIFIED_EE, VERIFIED_TA -> null;
      case NO_CERTIFICATE -> new Why(ResultType.VALIDATION_FAILURE, "no-certificate");
      case NO_MATCH -> new Why(ResultType.CERTIFICATE_NOT_TRUSTED, "dane-no-match");
      case OUT_OF_TIME -> new Why(ResultType.CERTIFICATE_EXPIRED, "");
      case NO_PATH -> new Why(ResultType.CERTIFICATE_NOT_TRUSTED, "dane-no-path");
      case WRONG_NAME -> new Why(ResultType.CERTIFICATE_HOST_MISMATCH, "");
    };
  }
}
