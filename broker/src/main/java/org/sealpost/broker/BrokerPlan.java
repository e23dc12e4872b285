package org.sealpost.broker;

import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher says about the broker, in system properties.
 *
 * @param directory {@code org.sealpost.broker.directory}: where it keeps its messages
 * @param port {@code org.sealpost.broker.port}: the port on 127.0.0.1; null for none
 * @param minFreeOctets {@code org.sealpost.broker.min-free-octets}: below that on the disk of the
 *     directory it takes no more messages
 */
record BrokerPlan(Path directory, @Nullable Integer port, long minFreeOctets) {
  private static final String PREFIX = "org.sealpost.broker.";

  static BrokerPlan of(Properties properties) {
    String directory = properties.getProperty(PREFIX + "directory");
    if (directory == null) {
      throw new IllegalStateException(PREFIX + "directory is not set");
    }
    String port = properties.getProperty(PREFIX + "port");
    return new BrokerPlan(
        Path.of(directory),
        port == null ? null : Integer.valueOf(port),
        Long.parseLong(properties.getProperty(PREFIX + "min-free-octets", "0")));
  }
}
