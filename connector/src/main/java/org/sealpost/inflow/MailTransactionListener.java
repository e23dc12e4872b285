package org.sealpost.inflow;

import java.util.concurrent.CompletionStage;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * What the application's message-driven bean implements: the decisions of the SMTP server that are
 * not grammar. The adapter never calls it from a network thread. A call that throws is answered 451
 * 4.3.0, and what it did in its transaction is rolled back.
 */
public interface MailTransactionListener {
  /**
   * Called once after activation, when the application has started: what to listen on.
   *
   * @return at least one listener; blocks until the application is ready to take mail
   */
  ListenerPlan plan();

  /** The listeners of the plan are open. The application closes them with {@code listeners}. */
  void opened(OpenListeners listeners);

  /**
   * The plan could not be carried out; nothing is open.
   *
   * @param why one sentence for the operator: which address and port, why, and what to do
   */
  void refused(String why);

  /**
   * What a SCRAM proof of this user is checked against (RFC 5802 §5).
   *
   * @return for a name that does not exist, keys that no password fits, with a salt that is always
   *     the same for the same name, found in the same time: who asks learns nothing
   */
  ScramKeys scramKeys(SmtpSession session, String userName);

  /** Who is it, and may they sign in here (RFC 4954)? */
  SignIn signIn(SmtpSession session, Credential credential);

  /**
   * May this session start a mail transaction with this reverse-path (RFC 5321 §4.1.1.2)?
   *
   * @return a 2yz reply to go on, otherwise the reason; may come later, because the answer can need
   *     the DNS, for which no worker is to wait
   */
  CompletionStage<Reply> onReversePath(
      SmtpSession session, ReversePath reversePath, MailParameters parameters);

  /**
   * May this transaction have this recipient (RFC 5321 §4.1.1.3)?
   *
   * @return a 2yz reply to go on, otherwise the reason
   */
  Reply onForwardPath(SmtpSession session, ReversePath reversePath, ForwardPath forwardPath);

  /**
   * Takes responsibility for a message (RFC 5321 §4.2.5). Called inside a JTA transaction that the
   * container began for this call.
   *
   * @return the reply for the client, sent only if the transaction commits; with a negative reply
   *     the implementation has stored nothing or marked the transaction for rollback
   */
  Reply onMailData(MailTransaction transaction);
}
