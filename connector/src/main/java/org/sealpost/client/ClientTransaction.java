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
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;

/**
 * One mail transaction (RFC 5321 §3.3). Where the peer pipelines, RSET, MAIL, every RCPT and DATA
 * leave in one write and the replies are read after it (RFC 2920 §3.1); else each command waits for
 * the reply to the one before. Mail data follows a 354, or goes with BDAT (RFC 3030) where that
 * pays: {@link BodyTransfer}.
 */
final class ClientTransaction {
  private static final int START_MAIL_INPUT = 354;
  private static final String BDAT = "BDAT";

  private final PeerConnection connection;
  private final TransactionCommands commands;
  private final BodyTransfer transfer;
  private final OutgoingMail mail;
  private final boolean pipelining;
  private final @Nullable RecipientResult[] results;
  private String awaited = "MAIL";
  private boolean inStep;
  private boolean needsReset = true;

  /** Whether the peer may have all it needs to take the message. */
  private boolean wholeSent;

  ClientTransaction(PeerConnection connection, SmtpClientSession session, OutgoingMail mail) {
    this.connection = connection;
    PeerCapabilities capabilities = session.capabilities();
    this.commands = new TransactionCommands(mail, capabilities);
    this.transfer = BodyTransfer.of(mail, capabilities, session.transactions() == 0);
    this.mail = mail;
    this.pipelining = capabilities.offers(Extension.PIPELINING);
    this.results = new RecipientResult[mail.recipients().size()];
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
    out.line(commands.mail());
    for (EnvelopeRecipient recipient : mail.recipients()) {
      out.line(commands.rcpt(recipient));
    }
    if (transfer == BodyTransfer.DATA) {
      out.line("DATA");
    } else if (transfer == BodyTransfer.ONE_WRITE) {
      awaited = BDAT;
      try (ChunkedBody body = new ChunkedBody(mail.content())) {
        // RFC 3030 §4.2: the replies to MAIL and RCPT need not be awaited.
        body.sendNext(out);
      }
      wholeSent = true;
    }
    out.flush();
  }

  private void converse(boolean reset) throws IOException {
    if (reset && !isSuccess(answer("RSET", "RSET"))) {
      throw new MalformedReplyException("RSET was refused"); // RFC 5321 §4.1.1.5: it cannot be
    }
    Reply toMail = answer("MAIL", commands.mail());
    if (!isSuccess(toMail)) {
      for (int i = 0; i < results.length; i++) {
        results[i] = new Refused(mail.recipients().get(i).path(), "MAIL", toMail);
      }
      if (!pipelining) {
        return;
      }
    }
    int accepted = recipients(isSuccess(toMail));
    switch (transfer) {
      case DATA -> {
        if (accepted > 0 || pipelining) {
          data(accepted);
        }
      }
      case CHUNKS -> {
        if (accepted > 0) {
          chunks();
        }
      }
      case ONE_WRITE -> ended(replyToEnd());
    }
  }

  private void chunks() throws IOException {
    try (ChunkedBody body = new ChunkedBody(mail.content())) {
      awaited = BDAT;
      body.sendNext(connection.out());
      while (!body.isEnded()) {
        Reply reply = known(BDAT, connection.reply(connection.timeouts().finalDot()));
        if (!isSuccess(reply)) {
          // RFC 3030 §2: the transaction has failed; RSET comes before anything else.
          settle(path -> new Refused(path, BDAT, reply));
          return;
        }
        body.sendNext(connection.out());
      }
    }
    wholeSent = true;
    ended(replyToEnd());
  }

  private Reply replyToEnd() throws IOException {
    awaited = SessionFault.END_OF_DATA;
    return connection.replyToEnd();
  }

  /** The whole message is answered. */
  private void ended(Reply end) throws IOException {
    // RFC 3030 §2: after a refused BDAT the state is open until RSET.
    needsReset = transfer != BodyTransfer.DATA && !isSuccess(end);
    if (isSuccess(end)) {
      settle(path -> new Taken(path, end, commands.knowsDsn()));
    } else {
      settle(path -> new Refused(path, SessionFault.END_OF_DATA, end));
    }
  }

  private int recipients(boolean transactionOpen) throws IOException {
    int accepted = 0;
    for (int i = 0; i < results.length; i++) {
      EnvelopeRecipient recipient = mail.recipients().get(i);
      Reply reply = answer("RCPT", commands.rcpt(recipient));
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
      connection.replyToEnd();
      needsReset = false;
      return;
    }
    wholeSent = true; // a write that fails in the end may have delivered its octets all the same
    connection.out().mailData(mail.content());
    ended(replyToEnd());
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
    return known(verb, connection.reply(limit));
  }

  private static Reply known(String verb, Reply reply) throws SessionFaultException {
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
    boolean mayBeTaken =
        wholeSent && fault.reply() == null && fault.kind() != Kind.CONTENT_UNREADABLE;
    settle(path -> new Unanswered(path, fault, mayBeTaken));
  }
}
