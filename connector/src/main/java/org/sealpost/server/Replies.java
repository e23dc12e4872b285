package org.sealpost.server;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Reply;

/** Every reply this server gives of its own accord; the others come from the endpoint. */
final class Replies {
  // Positive.
  static final Reply START_MAIL_INPUT =
      new Reply(354, null, List.of("Start mail input; end with <CRLF>.<CRLF>"));
  static final Reply REVERSE_PATH_TAKEN = Reply.of(250, "2.1.0", "Sender OK");
  static final Reply FORWARD_PATH_TAKEN = Reply.of(250, "2.1.5", "Recipient OK");
  static final Reply READY_FOR_TLS = Reply.of(220, "2.0.0", "Ready to start TLS");
  static final Reply RESET = Reply.of(250, "2.0.0", "Reset");
  static final Reply NOTHING_DONE = Reply.of(250, "2.0.0", "OK");
  static final Reply BYE = Reply.of(221, "2.0.0", "Closing connection");
  static final Reply HELP =
      Reply.of(
          214,
          "2.0.0",
          "EHLO HELO STARTTLS AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT; see RFC 5321 and RFC 8689");
  // RFC 5321 §3.5.3, §7.3: neither confirm nor deny.
  static final Reply CANNOT_VERIFY =
      Reply.of(252, "2.0.0", "Cannot verify the user, but will take mail and try to deliver it");

  // The command as a whole.
  static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
  static final Reply BARE_LINE_FEED =
      Reply.of(500, "5.5.2", "Bare LF refused: commands end with CRLF");
  static final Reply BARE_CARRIAGE_RETURN =
      Reply.of(500, "5.5.2", "Bare CR refused: commands end with CRLF");
  static final Reply NOT_TEXT =
      Reply.of(500, "5.5.2", "Control characters and octets that are not UTF-8 refused");
  static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Command not recognized");
  static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Command not implemented");
  static final Reply NOT_SMTP = Reply.of(554, "5.5.2", "This is an SMTP server; closing");
  static final Reply TOO_MANY_BAD_COMMANDS =
      Reply.of(421, "4.7.0", "Too many refused commands; closing");

  // Order (RFC 5321 §4.1.4).
  static final Reply HELLO_FIRST = Reply.of(503, "5.5.1", "Send EHLO first");
  static final Reply TRANSACTION_OPEN = Reply.of(503, "5.5.1", "Transaction already started");
  static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Send MAIL first");
  static final Reply RCPT_FIRST = Reply.of(503, "5.5.1", "No valid recipients");

  // Arguments and parameters.
  static final Reply ARGUMENT_REFUSED = Reply.of(501, "5.5.4", "This command takes no argument");
  static final Reply HELLO_SYNTAX =
      Reply.of(501, "5.5.4", "Say who you are: a domain or an address literal");
  static final Reply MAIL_SYNTAX =
      Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
  static final Reply RCPT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address>");
  static final Reply VERIFY_SYNTAX = Reply.of(501, "5.5.4", "Syntax: VRFY name");
  static final Reply BAD_REVERSE_PATH = Reply.of(501, "5.1.7", "Not a valid reverse-path");
  static final Reply BAD_FORWARD_PATH = Reply.of(501, "5.1.3", "Not a valid forward-path");
  static final Reply UTF8_NOT_DECLARED =
      Reply.of(553, "5.6.7", "Non-ASCII address needs the SMTPUTF8 parameter");
  static final Reply PARAMETER_REPEATED = Reply.of(501, "5.5.4", "Parameter given twice");
  static final Reply PARAMETER_VALUE = Reply.of(501, "5.5.4", "Wrong parameter value");
  static final Reply PARAMETER_UNKNOWN = Reply.of(555, "5.5.4", "Parameter not supported");
  // RFC 8689 §2; 523 is the basic code that IANA registered with X.7.10 (RFC 5248).
  static final Reply REQUIRETLS_NEEDS_TLS =
      Reply.of(523, "5.7.10", "REQUIRETLS is for sessions under TLS: use STARTTLS first");
  static final Reply REQUIRETLS_DISABLED = Reply.of(555, "5.5.4", "REQUIRETLS is not offered here");

  // Limits.
  static final Reply MESSAGE_TOO_LARGE = Reply.of(552, "5.3.4", "Message exceeds the maximum size");
  static final Reply TOO_MANY_RECIPIENTS =
      Reply.of(452, "4.5.3", "Too many recipients; send the others in another transaction");
  static final Reply TOO_MANY_SESSIONS =
      Reply.of(421, "4.3.2", "Too many connections; try again later");

  // Mail data.
  static final Reply BARE_LINE_END_IN_DATA =
      Reply.of(554, "5.6.0", "Bare CR or LF in mail data refused: lines end with CRLF");
  static final Reply SPOOL_FAILED =
      Reply.of(452, "4.3.1", "Not enough storage at the moment; try again later");

  // Authentication (RFC 4954 §4, §6).
  static final Reply AUTHENTICATED = Reply.of(235, "2.7.0", "Authentication succeeded");
  static final Reply AUTHENTICATION_SYNTAX =
      Reply.of(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]");
  static final Reply AUTHENTICATION_ENCODING = Reply.of(501, "5.5.2", "Not base64");
  static final Reply AUTHENTICATION_MALFORMED =
      Reply.of(501, "5.5.4", "Not a response of this mechanism");
  static final Reply AUTHENTICATION_CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");
  static final Reply AUTHENTICATION_LINE_TOO_LONG =
      Reply.of(500, "5.5.6", "Authentication exchange line is too long");
  static final Reply AUTHENTICATION_NOT_OFFERED =
      Reply.of(502, "5.5.1", "Authentication is not offered here");
  static final Reply AUTHENTICATION_NEEDS_TLS =
      Reply.of(538, "5.7.11", "Encryption required: use STARTTLS first");
  static final Reply AUTHENTICATED_ALREADY = Reply.of(503, "5.5.1", "Already authenticated");
  static final Reply MECHANISM_UNKNOWN =
      Reply.of(504, "5.5.4", "Authentication mechanism not offered here");
  // One text for every reason: who guesses learns nothing.
  static final Reply AUTHENTICATION_REFUSED =
      Reply.of(535, "5.7.8", "Authentication credentials invalid");
  static final Reply AUTHENTICATION_UNAVAILABLE =
      Reply.of(454, "4.7.0", "Temporary authentication failure");
  static final Reply TOO_MANY_FAILED_AUTHENTICATIONS =
      Reply.of(421, "4.7.0", "Too many failed authentications; closing");

  // TLS.
  static final Reply TLS_NOT_OFFERED = Reply.of(502, "5.5.1", "STARTTLS is not offered here");
  static final Reply TLS_ACTIVE = Reply.of(503, "5.5.1", "TLS is already active");
  static final Reply PIPELINED_BEHIND_STARTTLS =
      Reply.of(554, "5.5.1", "Nothing may be sent behind STARTTLS before its reply; closing");

  // The end.
  static final Reply TIMED_OUT = Reply.of(421, "4.4.2", "Idle for too long; closing");
  static final Reply SHUTTING_DOWN = Reply.of(421, "4.3.2", "Shutting down; try again later");

  private Replies() {}

  /** The first line of a session (RFC 5321 §4.2); it has no enhanced status code (RFC 2034 §4). */
  static Reply greeting(Domain hostName) {
    return new Reply(220, null, List.of(hostName + " ESMTP Sealpost"));
  }

  /** A SASL challenge: the base64 text and nothing else, so no status code (RFC 4954 §4). */
  static Reply challenge(String base64) {
    return new Reply(334, null, List.of(base64));
  }

  /** The answer to HELO: one line, no keywords (RFC 5321 §4.1.1.1). */
  static Reply hello(Domain hostName) {
    return new Reply(250, null, List.of(hostName.toString()));
  }

  /** The answer to EHLO: the name, then one line for each keyword. */
  static Reply extendedHello(Domain hostName, List<String> keywords) {
    List<String> lines = new ArrayList<>(keywords.size() + 1);
    lines.add(hostName.toString());
    lines.addAll(keywords);
    return new Reply(250, null, lines);
  }
}
