package org.sealpost.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;

/**
 * Which condition failed at one host, told to somebody who knows nothing of TLS (RFC 8689 §4.2.1:
 * the notification says why). The same in the words of a notification and in its fields.
 *
 * @param host the MX host or the route's host
 * @param address where it was connected to, null where it was not
 * @param keyword the condition for programs: lower case and hyphens, never renamed
 * @param words the condition for people: one sentence without the host's name
 */
public record HostCondition(String host, @Nullable String address, String keyword, String words) {
  private static final int MOST_CHARACTERS = 300;

  /** Reads a trace. */
  public static HostCondition of(HostTrace trace) {
    return switch (trace.end()) {
      case TOOK -> of(trace, "took-message", "It took the message.");
      case TOOK_NOBODY -> of(trace, "refused-message", "It did not take the message.");
      case LACKS_REQUIRETLS ->
          of(
              trace,
              "no-requiretls",
              "It was verified, but does not promise to protect the message further on its way"
                  + " (it does not offer REQUIRETLS).");
      case NOT_VERIFIED, MAY_HEAL, REFUSED -> unusable(trace);
      case LOCAL -> of(trace, "mailbox", "It is a mailbox here.");
      case NOWHERE -> other(trace, "no-server");
    };
  }

  /** Whether the end at this host says more than the outcome of the recipient does. */
  public boolean isTelling() {
    return switch (keyword) {
      case "took-message", "refused-message", "mailbox", "no-server" -> false;
      default -> true;
    };
  }

  private static HostCondition unusable(HostTrace trace) {
    TransportDecision demand = trace.demand();
    SessionEvidence session = trace.session();
    if (demand instanceof Skip skip) {
      TransportDecision.Reason reason = skip.reason();
      return of(trace, name(reason), sentence("It was not used: " + reason.explanation()));
    }
    if (session == null) {
      return other(trace, "not-connected");
    }
    SessionFault.Kind fault = session.fault();
    if (fault != null) {
      return of(trace, name(fault), words(fault));
    }
    return demand instanceof Connect connect ? judged(trace, connect, session) : other(trace);
  }

  /** In the order in which a session is judged (RFC 8689 §4.2.1). */
  private static HostCondition judged(HostTrace trace, Connect demand, SessionEvidence session) {
    PkixVerdict pkix = session.pkix();
    DaneVerdict dane = session.dane();
    if (session.version() == null) {
      return demand.tls().permitsPlaintext()
          ? other(trace)
          : of(trace, "no-tls", "The connection to it was not encrypted.");
    }
    if (demand.check().wantsDane() && dane != null && !dane.isProof()) {
      return of(trace, "dane-" + name(dane), encrypted(dane.explanation()));
    }
    if (demand.check().wantsPkix() && pkix != null && pkix != PkixVerdict.VERIFIED) {
      return of(trace, "certificate-" + name(pkix), encrypted(pkix.explanation()));
    }
    if (Boolean.FALSE.equals(session.pinned())) {
      return of(trace, "not-the-pinned-key", encrypted("its key is not the one expected"));
    }
    return other(trace);
  }

  /** What a session that did not come to be means to the sender. */
  static String words(SessionFault.Kind fault) {
    return switch (fault) {
      case CONNECT_FAILED -> "It could not be reached.";
      case REFUSED -> "It takes no mail from this server.";
      case NO_STARTTLS -> "It offers no encryption (STARTTLS).";
      case STARTTLS_REFUSED -> "It offers encryption (STARTTLS), but refused to begin it.";
      case HANDSHAKE_FAILED -> "No encryption could be agreed with it (the TLS handshake failed).";
      case HANDSHAKE_CUT_OFF -> "It broke off while encryption was set up.";
      case CLOSED -> "It closed the connection.";
      case TIMED_OUT -> "It did not answer in time.";
      case MALFORMED_REPLY -> "What it answered is not SMTP.";
      case CONTENT_UNREADABLE -> "The message could not be read from this server's queue.";
    };
  }

  private static String encrypted(String reason) {
    return sentence("The connection to it is encrypted, but it did not prove who it is: " + reason);
  }

  private static String sentence(String words) {
    return words + ".";
  }

  private static String name(Enum<?> condition) {
    return condition.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Something that has nothing to do with TLS: in the words it was recorded in. */
  private static HostCondition other(HostTrace trace) {
    return other(trace, "unusable");
  }

  private static HostCondition other(HostTrace trace, String keyword) {
    String name = trace.host();
    String result = trace.result();
    String words = result.startsWith(name) ? "It" + result.substring(name.length()) : result;
    return of(trace, keyword, words.startsWith("It:") ? words.substring(3).strip() : words);
  }

  private static HostCondition of(HostTrace trace, String keyword, String words) {
    return new HostCondition(
        PeerText.oneLine(trace.host(), MOST_CHARACTERS),
        trace.address(),
        keyword,
        PeerText.oneLine(words, MOST_CHARACTERS));
  }
}
