package org.sealpost.server;

import java.util.Optional;
import java.util.function.Consumer;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/**
 * Who decides what the grammar of SMTP does not. Every method returns at once and gives its answer
 * later, exactly once, on any thread. An implementation never throws; what goes wrong is a 4yz
 * answer.
 */
public interface MailEndpoint {
  /**
   * What a SCRAM proof of this user is checked against; an answer for users that do not exist too.
   *
   * @param answer empty where it could not be found out now
   */
  void scramKeys(SmtpSession session, String userName, Consumer<Optional<ScramKeys>> answer);

  /** Whether this credential lets somebody in. */
  void signIn(SmtpSession session, Credential credential, Consumer<SignIn> answer);

  /** Whether a transaction may start with this reverse-path. */
  void onReversePath(
      SmtpSession session,
      ReversePath reversePath,
      MailParameters parameters,
      Consumer<Reply> answer);

  /** Whether the transaction may have this recipient. */
  void onForwardPath(
      SmtpSession session,
      ReversePath reversePath,
      ForwardPath forwardPath,
      Consumer<Reply> answer);

  /**
   * Takes the message; a 2yz answer means that it is stored for good (RFC 5321 §4.2.5). The data of
   * the transaction is valid until the answer is given.
   */
  void onMailData(MailTransaction transaction, Consumer<Reply> answer);
}
