package org.sealpost.delivery;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.SessionFault;
import org.sealpost.smtp.Reply;

/**
 * How one host bore an attempt: whether it should get fewer at the same time.
 *
 * @param kind in one word
 * @param what what happened where it faltered, for people; else empty
 */
public record HostConduct(Kind kind, String what) {
  /** The host was not asked, or what happened says nothing about how much it bears. */
  public static final HostConduct UNTOLD = new HostConduct(Kind.UNTOLD, "");

  private static final HostConduct WELL = new HostConduct(Kind.WELL, "");

  /** How it went. */
  public enum Kind {
    /** It answered. */
    WELL,
    /** It could not be reached, broke off, or said to the session or to MAIL that it cannot now. */
    FALTERED,
    /** Nothing to go by. */
    UNTOLD
  }

  /** How a host did in an attempt that has ended. */
  public static HostConduct of(DeliveryResult result, String host) {
    List<HostTrace> there =
        result.trace().stream().filter(trace -> trace.host().equals(host)).toList();
    String fault =
        Stream.concat(
                there.stream().filter(HostConduct::brokeOff).map(HostTrace::result),
                result.outcomes().stream()
                    .map(HostConduct::failure)
                    .filter(failure -> failure != null && saysNotNow(failure, host))
                    .map(Failure::explanation))
            .findFirst()
            .orElse(null);
    if (fault != null) {
      return new HostConduct(Kind.FALTERED, fault);
    }
    boolean answered =
        there.stream().anyMatch(t -> t.end() == TraceEnd.TOOK || t.end() == TraceEnd.TOOK_NOBODY);
    return answered ? WELL : UNTOLD;
  }

  /** TLS that fails is no sign of too much. */
  private static boolean brokeOff(HostTrace trace) {
    SessionFault.Kind fault = trace.session() == null ? null : trace.session().fault();
    return fault != null
        && switch (fault) {
          case CONNECT_FAILED, CLOSED, TIMED_OUT -> true;
          case REFUSED -> trace.end() == TraceEnd.MAY_HEAL;
          case NO_STARTTLS,
              STARTTLS_REFUSED,
              HANDSHAKE_FAILED,
              HANDSHAKE_CUT_OFF,
              MALFORMED_REPLY,
              CONTENT_UNREADABLE ->
              false;
        };
  }

  private static boolean saysNotNow(Failure failure, String host) {
    Reply reply = failure.reply();
    if (!host.equals(failure.remoteMta())) {
      return false;
    }
    boolean unanswered = reply == null && failure.status().toString().equals("4.4.2");
    boolean refused =
        reply != null
            && reply.isTransient()
            // RFC 5321 §3.8: 421 to whatever command; else only what is about the session as a
            // whole: a 4yz to RCPT or to the data is about that recipient or that message.
            && (reply.code() == 421 || "MAIL".equals(failure.command()));
    return unanswered || refused;
  }

  private static @Nullable Failure failure(RecipientOutcome outcome) {
    if (outcome instanceof RecipientOutcome.Deferred deferred) {
      return deferred.failure();
    }
    return outcome instanceof RecipientOutcome.Failed failed ? failed.failure() : null;
  }
}
