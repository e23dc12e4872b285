package org.sealpost.lifecycle;

import jakarta.jms.ConnectionFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The way to the broker from which mail of applications comes, where there is one. */
final class Submissions {
  /** Where the launcher puts it. */
  private static final String NAME = "jms/sealpost";

  private static final Logger LOG = System.getLogger("org.sealpost.lifecycle");

  private Submissions() {}

  /**
   * Connections to it; empty where nothing has put a connection factory there.
   *
   * @param signIn who may connect to the embedded broker's port: gives the account for a user name
   *     and a password, or the empty text
   */
  @SuppressWarnings("BanJNDI") // a name of ours, in the server's own directory
  static Optional<ConnectionFactory> connections(BinaryOperator<String> signIn) {
    Object found;
    try {
      found = new InitialContext().lookup(NAME);
    } catch (NamingException none) {
      LOG.log(
          Level.WARNING,
          "MTA-6102 no mail is taken from queues, there is no connection factory: name={0}"
              + " reason={1}",
          NAME,
          none.getMessage());
      return Optional.empty();
    }
    guard(found, signIn);
    return Optional.of((ConnectionFactory) found);
  }

  /** The embedded broker asks us; another one has its own users. */
  @SuppressWarnings("unchecked") // a connection factory that is a consumer is the embedded one's
  private static void guard(Object found, BinaryOperator<String> signIn) {
    if (found instanceof Consumer<?> embedded) {
      ((Consumer<BinaryOperator<String>>) embedded).accept(signIn);
    }
  }
}
