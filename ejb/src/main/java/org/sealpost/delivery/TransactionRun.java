package org.sealpost.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.OutgoingMail;
import org.sealpost.client.RecipientResult;
import org.sealpost.client.RecipientResult.Refused;
import org.sealpost.client.RecipientResult.Taken;
import org.sealpost.client.RecipientResult.Unanswered;
import org.sealpost.client.SessionFault;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.TransactionResult;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;

/**
 * Hands one message to one host, in as many mail transactions as its recipients need: no more in
 * one than the peer takes (RFC 9422 §4.2), and those it found too many in the next (RFC 5321
 * §4.5.3.1.10).
 */
final class TransactionRun {
  private final DeliveryJob job;
  private final String host;
  private final List<ForwardPath> left;
  private final List<RecipientResult> results = new ArrayList<>();

  TransactionRun(DeliveryJob job, String host, List<ForwardPath> paths) {
    this.job = job;
    this.host = host;
    this.left = new ArrayList<>(paths);
  }

  /** Whether there are recipients that no transaction was made for yet. */
  boolean hasLeft() {
    return !left.isEmpty();
  }

  /** Makes the trace of what happened at an address. */
  interface Traces {
    HostTrace trace(@Nullable String address, TraceEnd end, String result);
  }

  /** Makes the result of a host that could not be used. */
  interface Unusables {
    HostResult.Unusable unusable(@Nullable String address, Failure failure, HostEnd end);
  }

  /**
   * Makes transactions on this session until all recipients have an answer, or the session has made
   * as many as it may.
   */
  HostAttempt.Transaction carryOut(
      SmtpClientSession session, boolean requireTls, Traces traces, Unusables unusables) {
    boolean reused = session.transactions() > 0;
    boolean anew = results.isEmpty();
    String address = session.peer().addressText();
    int transactions = 0;
    do {
      List<ForwardPath> batch =
          List.copyOf(left.subList(0, Math.min(left.size(), session.mostRecipients())));
      TransactionResult result = session.send(mail(batch, requireTls));
      if (result instanceof TransactionResult.Unsuited unsuited) {
        return new HostAttempt.Transaction(unsuited(unsuited, address, unusables), false);
      }
      transactions++;
      left.subList(0, batch.size()).clear();
      SessionFault fault = settle(((TransactionResult.Carried) result).recipients());
      if (fault != null) {
        logIfOurs(fault);
        boolean stale = reused && anew && transactions == 1 && fault.isBeforeTransaction();
        if (stale) {
          results.clear();
          left.addAll(0, batch);
          return new HostAttempt.Transaction(
              unusables.unusable(address, Failures.unanswered(host, fault), HostEnd.MAY_HEAL),
              true);
        }
        left.forEach(path -> results.add(new Unanswered(path, fault, false)));
        left.clear();
      }
    } while (!left.isEmpty() && session.isUsable() && !isOvertaken());
    return new HostAttempt.Transaction(answered(traces, address), false);
  }

  private boolean isOvertaken() {
    try {
      return job.isOvertaken();
    } catch (RuntimeException notFoundOut) {
      return true; // there are answers, which must not be lost with it
    }
  }

  /** Whether a recipient has an answer here. */
  boolean hasAnswers() {
    return !results.isEmpty();
  }

  private HostResult.Unusable unsuited(
      TransactionResult.Unsuited unsuited, String address, Unusables unusables) {
    Failure failure =
        Failures.atHost(
            unsuited.status().toString(), host + " " + unsuited.explanation() + ".", host);
    boolean forGood = unsuited.status().isPermanent();
    return unusables.unusable(address, failure, forGood ? HostEnd.REFUSED : HostEnd.MAY_HEAL);
  }

  /** Keeps what was answered; returns why the session ended, null where it did not. */
  private @Nullable SessionFault settle(List<RecipientResult> answers) {
    boolean anyTaken = answers.stream().anyMatch(Taken.class::isInstance);
    SessionFault fault = null;
    for (RecipientResult answer : answers) {
      if (anyTaken && answer instanceof Refused refused && isOneTooMany(refused)) {
        left.add(refused.forwardPath());
      } else {
        results.add(answer);
      }
      if (answer instanceof Unanswered unanswered) {
        fault = unanswered.fault();
      }
    }
    return fault;
  }

  /**
   * RFC 5321 §4.5.3.1.10: 452, and 552 like it, mean that the transaction has enough recipients. It
   * is believed only while each further transaction gets some of them through.
   */
  private static boolean isOneTooMany(Refused refused) {
    Reply reply = refused.reply();
    boolean code = reply.code() == 452 || reply.code() == 552;
    EnhancedStatusCode status = reply.status();
    return code
        && refused.command().equals("RCPT")
        && (status == null || status.toString().endsWith(".5.3"));
  }

  private HostResult answered(Traces traces, String address) {
    int taken = 0;
    String refusal = null;
    for (RecipientResult result : results) {
      if (result instanceof Taken) {
        taken++;
      } else if (result instanceof Refused refused) {
        refusal = refused.command() + " was answered with " + refused.reply().code();
      } else if (result instanceof Unanswered unanswered) {
        refusal = unanswered.fault().command() + " was not answered: " + unanswered.fault().kind();
      }
    }
    String text = "took " + taken + " of " + results.size() + " recipients";
    HostTrace trace =
        traces.trace(
            address,
            taken == 0 ? TraceEnd.TOOK_NOBODY : TraceEnd.TOOK,
            refusal == null ? text : text + "; " + refusal);
    return new HostResult.Answered(trace, results);
  }

  private void logIfOurs(SessionFault fault) {
    if (fault.kind() == SessionFault.Kind.CONTENT_UNREADABLE) {
      DeliveryLog.unreadable(job, fault);
    }
  }

  private OutgoingMail mail(List<ForwardPath> paths, boolean requireTls) {
    return new OutgoingMail(
        job.reversePath(),
        paths.stream().map(this::asked).toList(),
        new QueuedOctets(job.content()),
        job.body(),
        job.smtpUtf8(),
        requireTls,
        job.dsn(),
        job.priority());
  }

  private EnvelopeRecipient asked(ForwardPath path) {
    return job.recipients().stream()
        .filter(recipient -> recipient.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** The queue's content as the client wants it. */
  private record QueuedOctets(MailContent content) implements OutgoingMail.Content {
    @Override
    public long octets() {
      return content.octets();
    }

    @Override
    public InputStream open() throws IOException {
      return content.open();
    }
  }
}
