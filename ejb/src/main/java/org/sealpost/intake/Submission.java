package org.sealpost.intake;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.config.Settings;
import org.sealpost.inflow.MailData;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.Enqueue;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * Mail that is handed in whole, not command by command: the questions that an SMTP session would
 * ask, in their order, within the caller's transaction.
 */
public final class Submission {
  private final Settings settings;
  private final Admission admission;
  private final Intake intake;

  /** For one transaction. */
  public Submission(Settings settings, Reception reception, Enqueue enqueue) {
    this.settings = settings;
    this.admission = reception.admission();
    this.intake = new Intake(settings, admission, enqueue);
  }

  /** What is handed in. */
  public record Mail(
      ReversePath reversePath,
      List<EnvelopeRecipient> recipients,
      MailParameters parameters,
      MailData data) {
    /** Copies the list. */
    public Mail {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * Why something was not taken, as an SMTP server would reply.
   *
   * @param about {@code from}, {@code message}, or the forward-path
   */
  public record Refusal(String about, Reply reply) {}

  /**
   * How it ended: queued, or not at all.
   *
   * @param queueIds one for each copy; empty where something was refused, and the caller has to
   *     roll back
   */
  public record Result(List<String> queueIds, List<Refusal> refusals) {
    /** Copies the lists. */
    public Result {
      queueIds = List.copyOf(queueIds);
      refusals = List.copyOf(refusals);
    }
  }

  /** Takes it for all recipients or for none. */
  public Result take(SmtpSession session, Mail mail) {
    List<Refusal> refusals = envelopeRefusals(session, mail);
    if (!refusals.isEmpty()) {
      return new Result(List.of(), refusals);
    }
    List<String> queueIds = new ArrayList<>();
    MailTransaction transaction =
        new MailTransaction(
            session, mail.reversePath(), mail.parameters(), mail.recipients(), mail.data());
    Reply reply = intake.take(transaction, queueIds::addAll);
    return reply.isPositive()
        ? new Result(queueIds, List.of())
        : new Result(List.of(), List.of(new Refusal("message", reply)));
  }

  private List<Refusal> envelopeRefusals(SmtpSession session, Mail mail) {
    List<Refusal> refusals = new ArrayList<>();
    Reply from = admission.onReversePath(session, mail.reversePath(), mail.parameters());
    if (!from.isPositive()) {
      refusals.add(new Refusal("from", from));
    }
    for (EnvelopeRecipient recipient : mail.recipients()) {
      ForwardPath path = recipient.path();
      Reply reply = admission.onForwardPath(session, path);
      if (!reply.isPositive()) {
        refusals.add(new Refusal(path.text(), reply));
      }
    }
    if (mail.data().octets() > settings.smtp().maxMessageOctets()) {
      refusals.add(new Refusal("message", Replies.MESSAGE_TOO_LARGE));
    }
    return refusals;
  }
}
