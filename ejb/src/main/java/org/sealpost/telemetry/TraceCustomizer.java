package org.sealpost.telemetry;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** Gives the server's OpenTelemetry the ids of messages; found by it as a service. */
public final class TraceCustomizer implements AutoConfigurationCustomizerProvider {
  @Override
  public void customize(AutoConfigurationCustomizer server) {
    server.addTracerProviderCustomizer(
        (provider, properties) -> provider.setIdGenerator(new GivenIds()));
  }
}
