package org.sealpost.inflow;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * The resource adapter (Jakarta Connectors 2.1 §5.3): keeps one {@link Activation} for each
 * deployed message-driven bean, normally one. Opens no port itself; that happens once the
 * application has said that it is ready.
 */
public class SmtpResourceAdapter implements ResourceAdapter {
  private final Map<MessageEndpointFactory, Activation> activations = new ConcurrentHashMap<>();
  private volatile @Nullable BootstrapContext context;

  @Override
  public void start(BootstrapContext bootstrapContext) {
    context = bootstrapContext;
  }

  @Override
  public void stop() {
    activations.keySet().forEach(this::deactivate);
    context = null;
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    BootstrapContext started = context;
    if (started == null) {
      throw new ResourceAdapterInternalException("not started");
    }
    if (!(spec instanceof SmtpActivationSpec)) {
      throw new NotSupportedException("not an SmtpActivationSpec: " + spec);
    }
    Activation activation =
        new Activation(
            factory, started.getWorkManager(), started.getTransactionSynchronizationRegistry());
    activations.put(factory, activation);
    activation.start();
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    deactivate(factory);
  }

  private void deactivate(MessageEndpointFactory factory) {
    Activation activation = activations.remove(factory);
    if (activation != null) {
      activation.stop();
    }
  }

  /** None: a message's transaction has one resource, the application's database. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  // Jakarta Connectors 2.1 §19.4.2 asks for equality; each instance is its own.

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
