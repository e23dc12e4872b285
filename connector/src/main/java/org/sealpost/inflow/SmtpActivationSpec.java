package org.sealpost.inflow;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the message-driven bean says of itself to the adapter: nothing. Everything there is to set
 * comes from {@link MailTransactionListener#plan} once the application has started.
 */
public class SmtpActivationSpec implements ActivationSpec, Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ResourceAdapter resourceAdapter;

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(@Nullable ResourceAdapter resourceAdapter) {
    this.resourceAdapter = resourceAdapter;
  }

  @Override
  public void validate() {
    // Nothing is configured here, so nothing can be wrong.
  }
}
