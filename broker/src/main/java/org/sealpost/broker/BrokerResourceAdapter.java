package org.sealpost.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.BinaryOperator;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Runs the broker from the deployment of the archive to its removal. */
public final class BrokerResourceAdapter implements ResourceAdapter {
  private static final Logger LOG = System.getLogger("org.sealpost.broker");

  private volatile @Nullable EmbeddedBroker broker;
  private volatile @Nullable ConnectionFactory connections;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    BrokerPlan plan = BrokerPlan.of(System.getProperties());
    try {
      EmbeddedBroker started = EmbeddedBroker.start(plan);
      broker = started;
      connections = started.connections();
    } catch (Exception failure) {
      throw new ResourceAdapterInternalException("The broker does not start: " + failure, failure);
    }
    LOG.log(
        Level.INFO,
        "MTA-6001 broker started: directory={0} port={1}",
        plan.directory(),
        plan.port() == null ? "none" : plan.port().toString());
  }

  @Override
  public void stop() {
    EmbeddedBroker running = broker;
    if (running == null) {
      return;
    }
    try {
      running.stop();
      LOG.log(Level.INFO, "MTA-6002 broker stopped");
    } catch (Exception failure) { // the broker declares no narrower one
      LOG.log(Level.WARNING, "MTA-6003 the broker did not stop in order", failure);
    }
  }

  ConnectionFactory connections() {
    return Objects.requireNonNull(connections);
  }

  void guardedBy(BinaryOperator<String> signIn) {
    Objects.requireNonNull(broker).guardedBy(signIn);
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    throw new NotSupportedException("this adapter calls no endpoints");
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    // None was activated.
  }

  @Override
  public XAResource @Nullable [] getXAResources(ActivationSpec[] specs) {
    return null;
  }

  // JCA §5.3.1 asks for these two; there is one broker in a process.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrokerResourceAdapter;
  }

  @Override
  public int hashCode() {
    return BrokerResourceAdapter.class.hashCode();
  }
}
