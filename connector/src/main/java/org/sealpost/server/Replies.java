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
          "EHLO HELO STARTTLS MAIL RCPT DATA RSET NOOP VRFY HELP QUIT; see RFC 5321 and RFC 8689");
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
  static final Reply TEXT_LINE_TOO_LONG =
      Reply.of(554, "5.6.0", "Message has a line that is too long");
  static final Reply TOO_MANY_SESSIONS =
      Reply.of(421, "4.3.2", "Too many connections; try again later");
  static final Reply TOO_MANY_FROM_YOU =
      Reply.of(421, "4.7.0", "Too many connections from your network; try again later");
  static final Reply TOO_FREQUENT =
      Reply.of(421, "4.7.0", "Connections from your network come too often; try again later");
  static final Reply TOO_MANY_AUTH_FAILURES =
      Reply.of(421, "4.7.0", "Too many failed authentications; try again later");
  static final Reply PLACE_NEEDED =
      Reply.of(421, "4.3.2", "Idle, and others are waiting; try again later");
  static final Reply TOO_MANY_IDLE_COMMANDS =
      Reply.of(421, "4.7.0", "Too many commands that lead to no mail; closing");
  static final Reply TOO_MANY_TRANSACTIONS =
      Reply.of(421, "4.7.0", "Enough messages for one session; send the others in another one");
  static final Reply TOO_MANY_FAILED_TRANSACTIONS =
      Reply.of(550, "5.7.0", "Too many refused messages; closing");
  static final Reply EARLY_TALKER =
      Reply.of(554, "5.5.0", "Nothing may be sent before the greeting; closing");
  static final Reply UNAUTHORIZED_PIPELINING =
      Reply.of(554, "5.5.0", "Nothing may be sent behind that command before its reply; closing");

  // Mail data.
  static final Reply BARE_LINE_END_IN_DATA =
      Reply.of(554, "5.6.0", "Bare CR or LF in mail data refused: lines end with CRLF");
  static final Reply SPOOL_FAILED =
      Reply.of(452, "4.3.1", "Not enough storage at the moment; try again later");

  // TLS.
  static final Reply TLS_NOT_OFFERED = Reply.of(502, "5.5.1", "STARTTLS is not offered here");
  static final Reply TLS_ACTIVE = Reply.of(503, "5.5.1", "TLS is already active");
  static final Reply PIPELINED_BEHIND_STARTTLS =
      Reply.of(554, "5.5.0", "Nothing may be sent behind STARTTLS before its reply; closing");

  // The end.
  static final Reply TIMED_OUT = Reply.of(421, "4.4.2", "Idle for too long; closing");
  static final Reply SHUTTING_DOWN = Reply.of(421, "4.3.2", "Shutting down; try again later");

  private Replies() {}

  /** The first line of a session (RFC 5321 §4.2); it has no enhanced status code (RFC 2034 §4). */
  static Reply greeting(Domain hostName) {
    return new Reply(220, null, List.of(hostName + " ESMTP Sealpost"));
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
