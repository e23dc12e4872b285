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
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;

/** Hands one message to one session, in as many mail transactions as its recipients need. */
final class TransactionRun {
  private final DeliveryJob job;
  private final String host;
  private final SmtpClientSession session;
  private final List<RecipientResult> results = new ArrayList<>();

  TransactionRun(DeliveryJob job, String host, SmtpClientSession session) {
    this.job = job;
    this.host = host;
    this.session = session;
  }

  /** Makes the trace of what happened at an address. */
  interface Traces {
    HostTrace trace(@Nullable String address, TraceEnd end, String result);
  }

  /** Makes the result of a host that could not be used. */
  interface Unusables {
    HostResult.Unusable unusable(@Nullable String address, Failure failure, HostEnd end);
  }

  HostAttempt.Transaction carryOut(
      List<ForwardPath> paths, boolean requireTls, Traces traces, Unusables unusables) {
    boolean reused = session.transactions() > 0;
    String address = session.peer().addressText();
    int done = 0;
    while (done < paths.size()) {
      int end = Math.min(paths.size(), done + OutgoingMail.MOST_RECIPIENTS);
      TransactionResult result = session.send(mail(paths.subList(done, end), requireTls));
      if (result instanceof TransactionResult.Unsuited unsuited) {
        Failure failure =
            Failures.atHost(
                unsuited.status().toString(), host + " " + unsuited.explanation() + ".", host);
        return new HostAttempt.Transaction(
            unusables.unusable(address, failure, HostEnd.REFUSED), false);
      }
      results.addAll(((TransactionResult.Carried) result).recipients());
      done = end;
      SessionFault fault = fault();
      if (fault != null) {
        logIfOurs(fault);
        paths.subList(done, paths.size()).forEach(path -> results.add(new Unanswered(path, fault)));
        boolean stale =
            reused && end <= OutgoingMail.MOST_RECIPIENTS && fault.isBeforeTransaction();
        return new HostAttempt.Transaction(answered(traces, address), stale);
      }
    }
    return new HostAttempt.Transaction(answered(traces, address), false);
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

  private @Nullable SessionFault fault() {
    for (RecipientResult result : results) {
      if (result instanceof Unanswered unanswered) {
        return unanswered.fault();
      }
    }
    return null;
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
        job.dsn());
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
