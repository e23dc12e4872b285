package org.sealpost.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.Serializable;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the embedded broker, as an administered object. They are not managed by the
 * container and take no part in its transactions: a session's own transaction is all there is.
 */
public final class BrokerAccess
    implements ConnectionFactory,
        Consumer<BinaryOperator<String>>,
        ResourceAdapterAssociation,
        Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable BrokerResourceAdapter adapter;

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) {
    this.adapter = (BrokerResourceAdapter) adapter;
  }

  /**
   * From now on these are let in at the port.
   *
   * <p>Choice: an interface of Java's, because the application also runs where there is no class of
   * this adapter.
   *
   * @param signIn gives the account for a user name and a password, in its one canonical form, or
   *     {@code console:} and a name for who may read all events, or the empty text where they are
   *     not right; called by several threads at once
   */
  @Override
  public void accept(BinaryOperator<String> signIn) {
    adapter().guardedBy(signIn);
  }

  @Override
  public Connection createConnection() throws JMSException {
    return adapter().connections().createConnection();
  }

  @Override
  public Connection createConnection(String user, String password) throws JMSException {
    return adapter().connections().createConnection(user, password);
  }

  @Override
  public JMSContext createContext() {
    return adapter().connections().createContext();
  }

  @Override
  public JMSContext createContext(String user, String password) {
    return adapter().connections().createContext(user, password);
  }

  @Override
  public JMSContext createContext(String user, String password, int sessionMode) {
    return adapter().connections().createContext(user, password, sessionMode);
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return adapter().connections().createContext(sessionMode);
  }

  private BrokerResourceAdapter adapter() {
    BrokerResourceAdapter associated = adapter;
    if (associated == null) {
      throw new IllegalStateException("not associated with its resource adapter");
    }
    return associated;
  }
}
