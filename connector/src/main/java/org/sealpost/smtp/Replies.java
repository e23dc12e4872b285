package org.sealpost.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * Every reply this server gives, whoever decides on it: the one place for its words and codes. Each
 * has an enhanced status code, but for the few that must not have one (RFC 2034 §4).
 */
public final class Replies {
  // Positive.
  public static final Reply START_MAIL_INPUT =
      new Reply(354, null, List.of("Start mail input; end with <CRLF>.<CRLF>"));
  public static final Reply REVERSE_PATH_TAKEN = Reply.of(250, "2.1.0", "Sender OK");
  public static final Reply FORWARD_PATH_TAKEN = Reply.of(250, "2.1.5", "Recipient OK");
  public static final Reply READY_FOR_TLS = Reply.of(220, "2.0.0", "Ready to start TLS");
  public static final Reply RESET = Reply.of(250, "2.0.0", "Reset");
  public static final Reply NOTHING_DONE = Reply.of(250, "2.0.0", "OK");
  public static final Reply BYE = Reply.of(221, "2.0.0", "Closing connection");
  public static final Reply HELP =
      Reply.of(
          214,
          "2.0.0",
          "EHLO HELO LHLO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT; see RFC 5321, RFC"
              + " 3030 and RFC 8689");
  // RFC 5321 §3.5.3, §7.3: neither confirm nor deny.
  public static final Reply CANNOT_VERIFY =
      Reply.of(252, "2.0.0", "Cannot verify the user, but will take mail and try to deliver it");

  // The command as a whole.
  public static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
  public static final Reply BARE_LINE_FEED =
      Reply.of(500, "5.5.2", "Bare LF refused: commands end with CRLF");
  public static final Reply BARE_CARRIAGE_RETURN =
      Reply.of(500, "5.5.2", "Bare CR refused: commands end with CRLF");
  public static final Reply NOT_TEXT =
      Reply.of(500, "5.5.2", "Control characters and octets that are not UTF-8 refused");
  public static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Command not recognized");
  public static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Command not implemented");
  public static final Reply NOT_SMTP = Reply.of(554, "5.5.2", "This is an SMTP server; closing");
  public static final Reply TOO_MANY_BAD_COMMANDS =
      Reply.of(421, "4.7.0", "Too many refused commands; closing");

  // Order (RFC 5321 §4.1.4).
  public static final Reply HELLO_FIRST = Reply.of(503, "5.5.1", "Send EHLO (LMTP: LHLO) first");
  public static final Reply TRANSACTION_OPEN =
      Reply.of(503, "5.5.1", "Transaction already started");
  public static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Send MAIL first");
  public static final Reply RCPT_FIRST = Reply.of(503, "5.5.1", "No valid recipients");
  // RFC 3030 §2.
  public static final Reply CHUNKS_PENDING =
      Reply.of(503, "5.5.1", "The message has begun with BDAT: send BDAT or RSET");
  // RFC 3030 §3.
  public static final Reply BINARY_NEEDS_BDAT =
      Reply.of(503, "5.5.1", "BODY=BINARYMIME needs BDAT: DATA cannot carry it");

  // Arguments and parameters.
  public static final Reply ARGUMENT_REFUSED =
      Reply.of(501, "5.5.4", "This command takes no argument");
  public static final Reply HELLO_SYNTAX =
      Reply.of(501, "5.5.4", "Say who you are: a domain or an address literal");
  public static final Reply MAIL_SYNTAX =
      Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
  public static final Reply RCPT_SYNTAX =
      Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address> [parameters]");
  public static final Reply BDAT_SYNTAX =
      Reply.of(
          501, "5.5.4", "Syntax: BDAT octets [LAST]; where this chunk ends is unknown, closing");
  public static final Reply VERIFY_SYNTAX = Reply.of(501, "5.5.4", "Syntax: VRFY name");
  public static final Reply BAD_REVERSE_PATH = Reply.of(501, "5.1.7", "Not a valid reverse-path");
  public static final Reply BAD_FORWARD_PATH = Reply.of(501, "5.1.3", "Not a valid forward-path");
  public static final Reply UTF8_NOT_DECLARED =
      Reply.of(553, "5.6.7", "Non-ASCII address needs the SMTPUTF8 parameter");
  public static final Reply PARAMETER_REPEATED = Reply.of(501, "5.5.4", "Parameter given twice");
  public static final Reply PARAMETER_VALUE = Reply.of(501, "5.5.4", "Wrong parameter value");
  // RFC 4865 §4.2.
  public static final Reply HELD_TWICE = Reply.of(501, "5.5.4", "HOLDFOR or HOLDUNTIL, not both");
  public static final Reply PARAMETER_UNKNOWN = Reply.of(555, "5.5.4", "Parameter not supported");
  // RFC 8689 §2; 523 is the basic code that IANA registered with X.7.10 (RFC 5248).
  public static final Reply REQUIRETLS_NEEDS_TLS =
      Reply.of(523, "5.7.10", "REQUIRETLS is for sessions under TLS: use STARTTLS first");
  public static final Reply REQUIRETLS_DISABLED =
      Reply.of(555, "5.5.4", "REQUIRETLS is not offered here");

  // Limits.
  public static final Reply MESSAGE_TOO_LARGE =
      Reply.of(552, "5.3.4", "Message exceeds the maximum size");
  public static final Reply TOO_MANY_RECIPIENTS =
      Reply.of(452, "4.5.3", "Too many recipients; send the others in another transaction");
  // Choice: a notification is for whoever sent one message (RFC 3464 §1), so many at once are none.
  public static final Reply TOO_MANY_FOR_NULL_PATH =
      Reply.of(
          452,
          "4.5.3",
          "Too many recipients without a reverse-path; send the others in another transaction");
  public static final Reply TEXT_LINE_TOO_LONG =
      Reply.of(554, "5.6.0", "Message has a line that is too long");
  public static final Reply TOO_MANY_FROM_YOU =
      Reply.of(421, "4.7.0", "Too many connections from your network; try again later");
  public static final Reply TOO_FREQUENT =
      Reply.of(421, "4.7.0", "Connections from your network come too often; try again later");
  public static final Reply TOO_MANY_AUTH_FAILURES =
      Reply.of(421, "4.7.0", "Too many failed authentications; try again later");
  public static final Reply PLACE_NEEDED =
      Reply.of(421, "4.3.2", "Idle, and others are waiting; try again later");
  public static final Reply TOO_MANY_IDLE_COMMANDS =
      Reply.of(421, "4.7.0", "Too many commands that lead to no mail; closing");
  public static final Reply TOO_MANY_TRANSACTIONS =
      Reply.of(421, "4.7.0", "Enough messages for one session; send the others in another one");
  public static final Reply TOO_MANY_FAILED_TRANSACTIONS =
      Reply.of(550, "5.7.0", "Too many refused messages; closing");
  public static final Reply EARLY_TALKER =
      Reply.of(554, "5.5.0", "Nothing may be sent before the greeting; closing");
  public static final Reply UNAUTHORIZED_PIPELINING =
      Reply.of(554, "5.5.0", "Nothing may be sent behind that command before its reply; closing");
  public static final Reply TOO_BUSY = Reply.of(451, "4.3.2", "Too busy; try again later");
  public static final Reply TOO_MANY_SESSIONS =
      Reply.of(421, "4.3.2", "Too many connections; try again later");

  // Mail data.
  public static final Reply BARE_LINE_END_IN_DATA =
      Reply.of(554, "5.6.0", "Bare CR or LF in mail data refused: lines end with CRLF");
  public static final Reply SPOOL_FAILED =
      Reply.of(452, "4.3.1", "Not enough storage at the moment; try again later");

  // TLS.
  public static final Reply TLS_NOT_OFFERED =
      Reply.of(502, "5.5.1", "STARTTLS is not offered here");
  public static final Reply TLS_ACTIVE = Reply.of(503, "5.5.1", "TLS is already active");
  public static final Reply PIPELINED_BEHIND_STARTTLS =
      Reply.of(554, "5.5.0", "Nothing may be sent behind STARTTLS before its reply; closing");

  // The end.
  public static final Reply TIMED_OUT = Reply.of(421, "4.4.2", "Idle for too long; closing");
  public static final Reply SHUTTING_DOWN =
      Reply.of(421, "4.3.2", "Shutting down; try again later");

  // Authentication (RFC 4954 §4, §6).
  public static final Reply AUTHENTICATED = Reply.of(235, "2.7.0", "Authentication succeeded");
  public static final Reply AUTHENTICATION_SYNTAX =
      Reply.of(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]");
  public static final Reply AUTHENTICATION_ENCODING = Reply.of(501, "5.5.2", "Not base64");
  public static final Reply AUTHENTICATION_MALFORMED =
      Reply.of(501, "5.5.4", "Not a response of this mechanism");
  public static final Reply AUTHENTICATION_CANCELLED =
      Reply.of(501, "5.7.0", "Authentication cancelled");
  public static final Reply AUTHENTICATION_LINE_TOO_LONG =
      Reply.of(500, "5.5.6", "Authentication exchange line is too long");
  public static final Reply AUTHENTICATION_NOT_OFFERED =
      Reply.of(502, "5.5.1", "Authentication is not offered here");
  public static final Reply AUTHENTICATION_NEEDS_TLS =
      Reply.of(538, "5.7.11", "Encryption required: use STARTTLS first");
  public static final Reply AUTHENTICATED_ALREADY = Reply.of(503, "5.5.1", "Already authenticated");
  public static final Reply MECHANISM_UNKNOWN =
      Reply.of(504, "5.5.4", "Authentication mechanism not offered here");
  // One text for every reason: who guesses learns nothing.
  public static final Reply AUTHENTICATION_REFUSED =
      Reply.of(535, "5.7.8", "Authentication credentials invalid");
  public static final Reply AUTHENTICATION_UNAVAILABLE =
      Reply.of(454, "4.7.0", "Temporary authentication failure");
  public static final Reply TOO_MANY_FAILED_AUTHENTICATIONS =
      Reply.of(421, "4.7.0", "Too many failed authentications; closing");

  // Admission: who may send what to whom.
  public static final Reply AUTHENTICATION_NEEDED =
      Reply.of(530, "5.7.0", "Authentication required");
  public static final Reply NO_RELAY = Reply.of(550, "5.7.1", "This server does not relay for you");
  public static final Reply ACCOUNT_DISABLED =
      Reply.of(550, "5.7.1", "Your account may not send mail");
  // RFC 6409 §6.1.
  public static final Reply SENDER_NOT_YOURS =
      Reply.of(550, "5.7.1", "That address does not belong to your account");
  public static final Reply NO_SENDER_DOMAIN =
      Reply.of(550, "5.1.8", "The sender's domain cannot receive mail: it has no mail server");
  // RFC 7505 §4.2.
  public static final Reply SENDER_TAKES_NO_MAIL =
      Reply.of(550, "5.7.27", "The sender's domain takes no mail");
  public static final Reply SENDER_DOMAIN_UNKNOWN =
      Reply.of(451, "4.4.3", "The sender's domain could not be looked up; try again later");
  public static final Reply NO_SUCH_MAILBOX =
      Reply.of(550, "5.1.1", "There is no such mailbox here");
  public static final Reply MAILBOX_DISABLED = Reply.of(550, "5.2.1", "That mailbox takes no mail");
  public static final Reply ALIAS_IN_A_CIRCLE =
      Reply.of(550, "5.4.6", "That address leads to nothing but itself");

  // The message, once it is there.
  // RFC 6409 §8.1.
  public static final Reply AUTHOR_UNREADABLE =
      Reply.of(550, "5.6.0", "The From field has to hold exactly one address");
  public static final Reply AUTHOR_NOT_YOURS =
      Reply.of(550, "5.7.1", "The address in the From field does not belong to your account");
  public static final Reply FORWARDED_IN_A_CIRCLE =
      Reply.of(554, "5.4.6", "Forwarding leads back here: the message goes in a circle");
  public static final Reply NO_SPACE =
      Reply.of(452, "4.3.1", "Not enough space on this server; try again later");
  public static final Reply HEADER_TOO_LONG = Reply.of(552, "5.3.4", "Header section is too long");
  // RFC 5321 §6.3.
  public static final Reply GOES_IN_A_CIRCLE =
      Reply.of(554, "5.4.6", "Too many Received fields: the message goes in a circle");
  public static final Reply DATA_UNREADABLE =
      Reply.of(451, "4.3.0", "The message could not be read back; try again later");
  public static final Reply NOT_STORED =
      Reply.of(451, "4.3.0", "The message could not be stored; try again later");
  public static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error; try again later");

  private Replies() {}

  /** A SASL challenge: the base64 text and nothing else, so no status code (RFC 4954 §4). */
  public static Reply challenge(String base64) {
    return new Reply(334, null, List.of(base64));
  }

  /** The message is stored for good (RFC 5321 §4.2.5). */
  public static Reply queued(String queueId) {
    return Reply.of(250, "2.0.0", "Queued as " + queueId);
  }

  /**
   * The first line of a session (RFC 5321 §4.2); it has no enhanced status code (RFC 2034 §4).
   *
   * @param protocol {@code ESMTP}, or {@code LMTP} (RFC 2033 §4.2)
   */
  public static Reply greeting(Domain hostName, String protocol) {
    return new Reply(220, null, List.of(hostName + " " + protocol + " Sealpost"));
  }

  /** A chunk that is not the last has come (RFC 3030 §2). */
  public static Reply chunkTaken(long octets) {
    return Reply.of(250, "2.0.0", octets + " octets received");
  }

  /** The answer to HELO: one line, no keywords (RFC 5321 §4.1.1.1). */
  public static Reply hello(Domain hostName) {
    return new Reply(250, null, List.of(hostName.toString()));
  }

  /** The answer to EHLO: the name, then one line for each keyword. */
  public static Reply extendedHello(Domain hostName, List<String> keywords) {
    List<String> lines = new ArrayList<>(keywords.size() + 1);
    lines.add(hostName.toString());
    lines.addAll(keywords);
    return new Reply(250, null, lines);
  }
}
