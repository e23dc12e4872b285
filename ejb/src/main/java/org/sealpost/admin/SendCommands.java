package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ConsoleAccount;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.intake.Reception;
import org.sealpost.intake.Submission;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.Enqueue;
import org.sealpost.queue.Ledger;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;

/**
 * Takes messages that are handed in whole. They go the way of every message, and are checked as a
 * submission of the mail account in whose name the caller sends.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.SENDER})
public class SendCommands {
  @PersistenceContext private EntityManager em;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Resource private SessionContext context;

  @EJB private ConsoleAccounts accounts;
  @EJB private Ledger ledger;

  @EJB private Events events;
  @Inject private Dispatcher dispatcher;
  @Inject private Reception reception;
  @Inject private Settings settings;

  /**
   * Takes the text of a message; to be closed by the caller.
   *
   * @throws MailTooLargeException where it is larger than the setting allows
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public SpooledMail spool(InputStream message) throws IOException {
    return SpooledMail.of(message::transferTo, directory(), settings.smtp().maxMessageOctets());
  }

  /** Writes a letter as a message; to be closed by the caller. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public SpooledMail spool(Letter letter) throws IOException {
    return SpooledMail.of(
        new Composer(settings.hostName(), Instant.now()).message(letter),
        directory(),
        settings.smtp().maxMessageOctets());
  }

  /** The author's address of a letter. */
  public String reversePath(Letter letter) {
    return Composer.reversePath(letter);
  }

  /** The addresses of everybody who gets a letter, each once. */
  public List<String> forwardPaths(Letter letter) {
    return Composer.forwardPaths(letter);
  }

  /**
   * Puts a message into the queue.
   *
   * @return the queue id of each copy, at least one; it counts once the transaction has committed
   * @throws SendRefusedException where it is not taken, for any of its recipients
   */
  public List<String> send(Handover handover, SpooledMail mail) {
    String account = account();
    if (account == null) {
      throw new CommandRefusedException(Refusal.NO_ACCOUNT_TO_SEND);
    }
    SmtpSession session = session(handover, account);
    Submission submission =
        new Submission(
            settings, reception, new Enqueue(em, transaction, dispatcher, ledger, events));
    Submission.Result result = submission.take(session, mail(handover, mail));
    if (!result.refusals().isEmpty()) {
      throw new SendRefusedException(result.refusals().stream().map(SendCommands::reason).toList());
    }
    return result.queueIds();
  }

  private Submission.Mail mail(Handover handover, SpooledMail mail) {
    int most = settings.smtp().maxRecipients();
    if (handover.recipients().isEmpty() || handover.recipients().size() > most) {
      throw new CommandRefusedException(Refusal.NUMBER_OF_RECIPIENTS, most);
    }
    ReversePath from =
        ReversePath.parse(handover.from()).orElseThrow(() -> noAddress("from", handover.from()));
    List<ForwardPath> to =
        handover.recipients().stream()
            .map(
                text ->
                    new ForwardPath(Mailbox.parse(text).orElseThrow(() -> noAddress("to", text))))
            .distinct()
            .toList();
    Mailbox author = from.mailbox();
    boolean utf8 =
        (author != null && author.needsSmtpUtf8())
            || to.stream().anyMatch(path -> path.mailbox().needsSmtpUtf8());
    BodyType body = mail.isEightBit() ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT;
    return new Submission.Mail(
        from,
        to.stream().map(EnvelopeRecipient::new).toList(),
        new MailParameters(handover.requireTls(), utf8, body, mail.data().octets()),
        mail.data());
  }

  private static CommandRefusedException noAddress(String field, String text) {
    return new CommandRefusedException(Refusal.NO_ADDRESS_IN_FIELD, field, text);
  }

  private static SmtpSession session(Handover handover, String account) {
    String cipher = handover.cipher();
    return new SmtpSession(
        "H" + UUID.randomUUID().toString().substring(0, 8),
        ListenerKind.HTTP,
        handover.client(),
        handover.local(),
        "",
        true,
        cipher == null ? null : new SmtpSession.Tls("TLS", cipher),
        account);
  }

  private static SendRefusedException.Reason reason(Submission.Refusal refusal) {
    EnhancedStatusCode status = refusal.reply().status();
    return new SendRefusedException.Reason(
        refusal.about(),
        refusal.reply().code(),
        status == null ? "" : status.toString(),
        String.join(" ", refusal.reply().lines()));
  }

  private @Nullable String account() {
    return accounts
        .find(context.getCallerPrincipal().getName())
        .map(ConsoleAccount::mailAccount)
        .orElse(null);
  }

  private Path directory() {
    return settings.data().resolve("spool");
  }
}
