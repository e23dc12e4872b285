package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.client.SessionFault;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/** Classifies what went wrong: status code (RFC 3463), words for the sender, the peer's reply. */
final class Failures {
  private static final String LOOP = "5.4.6";
  private static final int MOST_CHARACTERS = 1000;
  private static final int MOST_LINE_CHARACTERS = 500;
  private static final int MOST_REPLY_LINES = 20;

  private Failures() {}

  /** A failure no other server said anything about. */
  static Failure local(String status, String explanation) {
    return atHost(status, explanation, null);
  }

  /** An operator has changed what the message requires, or held it, while it was on its way. */
  static final Failure OVERTAKEN =
      local("4.7.0", "What was decided about this message changed on its way; it is tried again.");

  /** RFC 5321 §5.1: the way to a domain leads back to this server, which does not know it. */
  static Failure loop(Domain domain) {
    return local(
        LOOP,
        "The domain " + domain + " names this server as its mail server, but is not handled here.");
  }

  /** Whether a host turned out to be this server. */
  static boolean isLoop(Failure failure) {
    return failure.remoteMta() == null && failure.status().toString().equals(LOOP);
  }

  /** A failure at a host that said nothing about it. */
  static Failure atHost(String status, String explanation, @Nullable String host) {
    return new Failure(
        EnhancedStatusCode.of(status),
        PeerText.oneLine(explanation, MOST_CHARACTERS),
        host,
        null,
        null);
  }

  /** The peer's 4yz or 5yz to a command of the mail transaction. */
  static Failure refused(String host, String command, Reply reply, boolean requireTls) {
    String what =
        switch (command) {
          case "MAIL" -> " refused the sender";
          case "RCPT" -> " refused the recipient";
          default -> " refused the message";
        };
    return new Failure(
        status(command, reply, requireTls),
        words(host + what, reply),
        host,
        command,
        capped(reply));
  }

  private static EnhancedStatusCode status(String command, Reply reply, boolean requireTls) {
    EnhancedStatusCode status = reply.status();
    if (status != null && status.statusClass() == (reply.isPermanent() ? 5 : 4)) {
      return status;
    }
    if (requireTls && command.equals("MAIL") && reply.code() == 555) {
      // RFC 5321 §4.1.1.11: it does not implement a parameter, after having announced it.
      return EnhancedStatusCode.of("5.7.30");
    }
    return EnhancedStatusCode.of(reply.isPermanent() ? "5.0.0" : "4.0.0");
  }

  /** A 4yz or 5yz to AUTH. Never final: the operator can change name and password. */
  static Failure signInRefused(String host, Reply reply) {
    // RFC 4954 §6: 4.7.0 for a fault of the server's, 5.7.8 for a wrong name or password.
    return new Failure(
        EnhancedStatusCode.of(reply.isPermanent() ? "4.7.8" : "4.7.0"),
        words(host + " did not let this server sign in", reply),
        host,
        "AUTH",
        capped(reply));
  }

  /** A session that ended before the peer had answered: never final. */
  static Failure unanswered(String host, SessionFault fault) {
    if (fault.kind() == SessionFault.Kind.CONTENT_UNREADABLE) {
      return local("4.3.0", "The message could not be read from this server's queue.");
    }
    return of(host, fault, "4.4.2", host + " ended the session before it had answered");
  }

  /** A session that did not come to be, by what kind of fault it was. */
  static Failure notOpened(String host, SessionFault fault) {
    Reply reply = fault.reply();
    boolean refusedForGood = reply != null && reply.isPermanent();
    return switch (fault.kind()) {
      case CONNECT_FAILED -> of(host, fault, "4.4.1", host + " could not be reached");
      case REFUSED ->
          of(host, fault, refusedForGood ? "5.3.2" : "4.3.2", host + " takes no mail from us");
      case NO_STARTTLS -> of(host, fault, "4.7.10", host + " offers no encryption");
      case STARTTLS_REFUSED -> of(host, fault, "4.7.10", host + " refused to encrypt");
      case HANDSHAKE_FAILED -> of(host, fault, "4.7.5", "encryption with " + host + " failed");
      case HANDSHAKE_CUT_OFF ->
          of(host, fault, "4.7.5", host + " broke off while encryption was set up");
      case CLOSED -> of(host, fault, "4.4.2", host + " closed the connection");
      case TIMED_OUT -> of(host, fault, "4.4.2", host + " did not answer in time");
      case MALFORMED_REPLY -> of(host, fault, "4.4.2", host + " does not speak SMTP");
      case CONTENT_UNREADABLE -> unanswered(host, fault);
    };
  }

  private static Failure of(String host, SessionFault fault, String status, String words) {
    Reply reply = fault.reply();
    return new Failure(
        EnhancedStatusCode.of(status),
        reply == null ? PeerText.oneLine(words + ".", MOST_CHARACTERS) : words(words, reply),
        host,
        reply == null ? null : fault.command(),
        reply == null ? null : capped(reply));
  }

  private static String words(String what, Reply reply) {
    return PeerText.oneLine(
        what + ": " + reply.code() + " " + String.join(" ", reply.lines()), MOST_CHARACTERS);
  }

  private static Reply capped(Reply reply) {
    List<String> lines =
        reply.lines().stream()
            .limit(MOST_REPLY_LINES)
            .map(line -> PeerText.oneLine(line, MOST_LINE_CHARACTERS))
            .toList();
    return new Reply(reply.code(), reply.status(), lines);
  }
}
