package org.sealpost.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.RecipientResult.Refused;
import org.sealpost.client.RecipientResult.Taken;
import org.sealpost.client.RecipientResult.Unanswered;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.TransactionResult.Carried;
import org.sealpost.client.TransactionResult.Unsuited;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.Reply;

/**
 * One mail transaction (RFC 5321 §3.3). Where the peer pipelines, RSET, MAIL, every RCPT and DATA
 * leave in one write and the replies are read after it (RFC 2920 §3.1); else each command waits for
 * the reply to the one before. Either way mail data follows only a 354.
 */
final class ClientTransaction {
  private static final int START_MAIL_INPUT = 354;

  private final PeerConnection connection;
  private final PeerCapabilities capabilities;
  private final @Nullable TlsFacts tls;
  private final OutgoingMail mail;
  private final boolean pipelining;
  private final @Nullable RecipientResult[] results;
  private String awaited = "MAIL";
  private boolean inStep;
  private boolean needsReset = true;

  ClientTransaction(PeerConnection connection, SmtpClientSession session, OutgoingMail mail) {
    this.connection = connection;
    this.capabilities = session.capabilities();
    this.tls = session.tls();
    this.mail = mail;
    this.pipelining = capabilities.offers(Extension.PIPELINING);
    this.results = new RecipientResult[mail.recipients().size()];
  }

  /** What this peer lacks for this mail; null where it can be sent. */
  @Nullable Unsuited findWhatIsMissing() {
    // RFC 8689 §4.2.1: the last line of defence; the policy has asked before.
    if (mail.requireTls() && (tls == null || !capabilities.offers(Extension.REQUIRETLS))) {
      return unsuited("5.7.30", "does not promise to protect the message onwards (REQUIRETLS)");
    }
    if (mail.body() == BodyType.EIGHT_BIT_MIME && !capabilities.offers(Extension.EIGHT_BIT_MIME)) {
      // RFC 6152 §3: no 8-bit data to a server that does not take it.
      return unsuited("5.6.3", "takes no text beyond ASCII (8BITMIME)");
    }
    if (mail.body() == BodyType.BINARY_MIME) {
      // RFC 3030 §3: never, under any circumstances, with DATA; this client has no BDAT.
      return unsuited("5.6.3", "cannot be sent binary data (BINARYMIME) by this server");
    }
    boolean utf8 = mail.smtpUtf8() || needsSmtpUtf8();
    if (utf8 && !capabilities.offers(Extension.SMTPUTF8)) {
      return unsuited("5.6.7", "takes no internationalized mail (SMTPUTF8)"); // RFC 6531 §3.5
    }
    long limit = capabilities.sizeLimit();
    if (limit > 0 && mail.content().octets() > limit) {
      // RFC 1870 §6.1: a limit of 0 is none.
      return unsuited("5.3.4", "takes no message of more than " + limit + " octets");
    }
    return null;
  }

  private static Unsuited unsuited(String status, String explanation) {
    return new Unsuited(EnhancedStatusCode.of(status), explanation);
  }

  private boolean needsSmtpUtf8() {
    var sender = mail.reversePath().mailbox();
    return (sender != null && sender.needsSmtpUtf8())
        || mail.forwardPaths().stream().anyMatch(path -> path.mailbox().needsSmtpUtf8());
  }

  /**
   * Makes the transaction.
   *
   * @param reset whether an earlier transaction was left open and RSET has to come first
   */
  TransactionResult carryOut(boolean reset) {
    try {
      if (pipelining) {
        sendGroup(reset);
      }
      converse(reset);
      inStep = true;
    } catch (IOException failed) {
      leaveUnanswered(connection.fault(failed, awaited));
    }
    List<RecipientResult> complete = new ArrayList<>(results.length);
    for (RecipientResult result : results) {
      if (result == null) {
        throw new IllegalStateException("a recipient without a result");
      }
      complete.add(result);
    }
    return new Carried(complete);
  }

  /** Whether both sides agree that no transaction is running, or that RSET will end it. */
  boolean isInStep() {
    return inStep;
  }

  boolean needsReset() {
    return needsReset;
  }

  private void sendGroup(boolean reset) throws IOException {
    awaited = reset ? "RSET" : "MAIL";
    PeerOutput out = connection.out();
    if (reset) {
      out.line("RSET");
    }
    out.line(mailCommand());
    for (EnvelopeRecipient recipient : mail.recipients()) {
      out.line(rcptCommand(recipient));
    }
    out.line("DATA");
    out.flush();
  }

  private void converse(boolean reset) throws IOException {
    if (reset && !isSuccess(answer("RSET", "RSET"))) {
      throw new MalformedReplyException("RSET was refused"); // RFC 5321 §4.1.1.5: it cannot be
    }
    Reply toMail = answer("MAIL", mailCommand());
    if (!isSuccess(toMail)) {
      for (int i = 0; i < results.length; i++) {
        results[i] = new Refused(mail.recipients().get(i).path(), "MAIL", toMail);
      }
      if (!pipelining) {
        return;
      }
    }
    int accepted = recipients(isSuccess(toMail));
    if (accepted > 0 || pipelining) {
      data(accepted);
    }
  }

  private int recipients(boolean transactionOpen) throws IOException {
    int accepted = 0;
    for (int i = 0; i < results.length; i++) {
      EnvelopeRecipient recipient = mail.recipients().get(i);
      Reply reply = answer("RCPT", rcptCommand(recipient));
      if (!transactionOpen) {
        continue; // read only to stay in step
      }
      if (isSuccess(reply)) {
        accepted++;
      } else {
        results[i] = new Refused(recipient.path(), "RCPT", reply);
      }
    }
    return accepted;
  }

  private void data(int accepted) throws IOException {
    Reply reply = answer("DATA", "DATA", connection.timeouts().dataInitiation());
    if (reply.code() != START_MAIL_INPUT) {
      if (reply.isPositive()) {
        throw new MalformedReplyException("DATA was answered with " + reply.code());
      }
      settle(path -> new Refused(path, "DATA", reply));
      return;
    }
    awaited = SessionFault.END_OF_DATA;
    if (accepted == 0) {
      // RFC 2920 §3.1: the peer waits for mail data nobody is to get; an empty one ends it.
      connection.out().line(".");
      connection.out().flush();
      connection.reply(connection.timeouts().finalDot());
      needsReset = false;
      return;
    }
    connection.out().mailData(mail.content());
    Reply end = connection.reply(connection.timeouts().finalDot());
    needsReset = false;
    if (isSuccess(end)) {
      settle(path -> new Taken(path, end, knowsDsn()));
    } else {
      settle(path -> new Refused(path, SessionFault.END_OF_DATA, end));
    }
  }

  private Reply answer(String verb, String line) throws IOException {
    return answer(verb, line, connection.timeouts().command());
  }

  private Reply answer(String verb, String line, Duration limit) throws IOException {
    awaited = verb;
    if (!pipelining) {
      connection.out().line(line);
      connection.out().flush();
    }
    Reply reply = connection.reply(limit);
    if (reply.code() == 421) {
      // RFC 5321 §3.8: the peer closes; whatever was not answered before stays so.
      throw new SessionFaultException(
          new SessionFault(Kind.CLOSED, verb, reply, "the peer is closing the session"));
    }
    return reply;
  }

  private boolean isSuccess(Reply reply) throws MalformedReplyException {
    if (reply.code() / 100 == 3) {
      throw new MalformedReplyException(awaited + " was answered with " + reply.code());
    }
    return reply.isPositive();
  }

  /** Gives every recipient that has no result yet the same one. */
  private void settle(Function<ForwardPath, RecipientResult> result) {
    for (int i = 0; i < results.length; i++) {
      if (results[i] == null) {
        results[i] = result.apply(mail.recipients().get(i).path());
      }
    }
  }

  private void leaveUnanswered(SessionFault fault) {
    settle(path -> new Unanswered(path, fault));
  }

  /** RFC 5321 §4.1.1.2 with the parameters of RFC 1870 §4, 6152 §2, 6531 §3.4, 8689 §2, 3461. */
  private String mailCommand() {
    StringBuilder line = new StringBuilder("MAIL FROM:").append(mail.reversePath());
    if (capabilities.offers(Extension.SIZE)) {
      line.append(" SIZE=").append(mail.content().octets());
    }
    if (mail.body() == BodyType.EIGHT_BIT_MIME) {
      line.append(" BODY=8BITMIME");
    }
    if (mail.smtpUtf8() || needsSmtpUtf8()) {
      line.append(" SMTPUTF8");
    }
    if (mail.requireTls()) {
      line.append(" REQUIRETLS");
    }
    if (knowsDsn()) {
      append(line, " RET=", mail.dsn().returned());
      append(line, " ENVID=", mail.dsn().envelopeId());
    }
    return line.toString();
  }

  /** RFC 3461 §5.2.1: what was asked, unchanged, and nothing else; §5.2.2: only to who knows it. */
  private String rcptCommand(EnvelopeRecipient recipient) {
    StringBuilder line = new StringBuilder("RCPT TO:").append(recipient.path());
    if (knowsDsn()) {
      append(line, " NOTIFY=", recipient.parameters().notifyText());
      append(line, " ORCPT=", originalRecipient(recipient));
    }
    return line.toString();
  }

  /** RFC 6533 §3: an address in UTF-8 only where the transaction is SMTPUTF8. */
  private @Nullable OriginalRecipient originalRecipient(EnvelopeRecipient recipient) {
    OriginalRecipient original = recipient.parameters().originalRecipient();
    boolean utf8 = mail.smtpUtf8() || needsSmtpUtf8();
    return original == null || utf8 || original.isAscii() ? original : null;
  }

  private boolean knowsDsn() {
    return capabilities.offers(Extension.DSN);
  }

  private static void append(StringBuilder line, String parameter, @Nullable Object value) {
    if (value != null) {
      line.append(parameter).append(value);
    }
  }
}
