package org.sealpost.intake;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.CompletionStage;
import org.sealpost.account.Authentication;
import org.sealpost.account.StoredCredentials;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.MailTransactionListener;
import org.sealpost.inflow.OpenListeners;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.Enqueue;
import org.sealpost.queue.Ledger;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/** The endpoint of the SMTP connector: the transaction border of intake, nothing else. */
@MessageDriven(messageListenerInterface = MailTransactionListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReceiveMailBean implements MailTransactionListener {
  @PersistenceContext private EntityManager em;

  @Resource private MessageDrivenContext context;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Settings settings;

  @Inject private Reception reception;

  @Inject private Authentication authentication;

  @Inject private Dispatcher dispatcher;

  @EJB private Ledger ledger;

  @EJB private Events events;

  private Intake intake;

  @PostConstruct
  void prepare() {
    intake =
        new Intake(
            settings,
            reception.admission(),
            new Enqueue(em, transaction, dispatcher, ledger, events));
  }

  @Override
  public ListenerPlan plan() {
    return reception.plan();
  }

  @Override
  public void opened(OpenListeners listeners) {
    reception.opened(listeners);
  }

  @Override
  public void refused(String why) {
    reception.refused(why);
  }

  @Override
  public ScramKeys scramKeys(SmtpSession session, String userName) {
    return authentication.scramKeys(new StoredCredentials(em), userName);
  }

  @Override
  public SignIn signIn(SmtpSession session, Credential credential) {
    return authentication.signIn(new StoredCredentials(em), credential);
  }

  @Override
  public CompletionStage<Reply> onReversePath(
      SmtpSession session, ReversePath reversePath, MailParameters parameters) {
    return reception.onReversePath(session, reversePath, parameters);
  }

  @Override
  public Reply onForwardPath(
      SmtpSession session, ReversePath reversePath, ForwardPath forwardPath) {
    return reception.onForwardPath(session, reversePath, forwardPath);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public Reply onMailData(MailTransaction mail) {
    Reply reply = intake.take(mail);
    if (!reply.isPositive()) {
      context.setRollbackOnly();
    }
    return reply;
  }
}
