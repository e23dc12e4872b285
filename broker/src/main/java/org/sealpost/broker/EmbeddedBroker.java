package org.sealpost.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A running broker. Its files are its owner's alone. */
final class EmbeddedBroker {
  private static final int JOURNAL_FILE_OCTETS = 2 * 1024 * 1024;

  /** What is in memory at most; the rest waits on the disk. */
  private static final long MEMORY_OCTETS = 32L * 1024 * 1024;

  private static final int THREADS = 8;
  private static final long FIRST_REDELIVERY_MILLIS = 2_000;
  private static final long LAST_REDELIVERY_MILLIS = 300_000;

  private final BrokerSecurity security = new BrokerSecurity();
  private final EmbeddedActiveMQ server;

  private EmbeddedBroker(BrokerPlan plan) throws Exception {
    server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration(plan));
    server.setSecurityManager(security);
  }

  /**
   * Starts it; it takes connections when this returns.
   *
   * @throws Exception whatever the broker finds wrong
   */
  static EmbeddedBroker start(BrokerPlan plan) throws Exception {
    if (!Files.exists(plan.directory())) {
      Files.createDirectories(
          plan.directory(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    EmbeddedBroker broker = new EmbeddedBroker(plan);
    broker.server.start();
    return broker;
  }

  /** Everything that was sent is on the disk when this returns. */
  void stop() throws Exception {
    server.stop();
  }

  /** By what ways it takes connections. */
  Set<String> acceptors() {
    return server.getActiveMQServer().getRemotingService().getAcceptors().keySet();
  }

  /** See {@link BrokerAccess#accept}. */
  void guardedBy(BinaryOperator<String> signIn) {
    security.guardedBy(signIn);
  }

  /** Connections within this process, as the application. */
  ActiveMQConnectionFactory connections() {
    ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory("vm://0", BrokerSecurity.APPLICATION, security.password());
    // One message at a time: what waits behind a slow one is another consumer's.
    factory.setConsumerWindowSize(0);
    return factory;
  }

  private static Configuration configuration(BrokerPlan plan) throws Exception {
    Path directory = plan.directory();
    Configuration configuration =
        new ConfigurationImpl()
            .setName("sealpost")
            .setPersistenceEnabled(true)
            .setSecurityEnabled(true)
            // Each message says who sent it; nobody can say it is another.
            .setPopulateValidatedUser(true)
            .setJMXManagementEnabled(false)
            .setThreadPoolMaxSize(THREADS)
            .setScheduledThreadPoolMaxSize(2)
            .setJournalType(JournalType.NIO)
            .setJournalFileSize(JOURNAL_FILE_OCTETS)
            .setJournalMinFiles(2)
            .setJournalDirectory(directory.resolve("journal").toString())
            .setBindingsDirectory(directory.resolve("bindings").toString())
            .setLargeMessagesDirectory(directory.resolve("large").toString())
            .setPagingDirectory(directory.resolve("paging").toString())
            .addAcceptorConfiguration("in-vm", "vm://0");
    configuration
        .setNodeManagerLockDirectory(directory.resolve("journal").toString())
        .setCriticalAnalyzer(false)
        .setGlobalMaxSize(MEMORY_OCTETS)
        .setMaxDiskUsage(-1)
        .setMinDiskFree(plan.minFreeOctets())
        .addAddressSetting("#", everywhere())
        // An account's name in an address is a name and no pattern, whatever is in it.
        .setWildcardRoutingEnabled(false)
        .addAddressSetting(Destinations.SUBMIT, submit())
        .addAddressSetting(Destinations.EVENTS + ".#", events());
    queue(configuration, Destinations.SUBMIT);
    queue(configuration, Destinations.REJECTED);
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(Destinations.EVENTS)
            .addRoutingType(RoutingType.MULTICAST));
    Integer port = plan.port();
    if (port != null) {
      // Choice: on loopback only; a password that crosses a network needs TLS around it.
      configuration.addAcceptorConfiguration(
          "port", "tcp://127.0.0.1:" + port + "?protocols=CORE;useEpoll=false;useKQueue=false");
    }
    return configuration;
  }

  private static AddressSettings everywhere() {
    return new AddressSettings()
        .setAutoCreateQueues(false)
        .setAutoCreateAddresses(false)
        .setDeadLetterAddress(SimpleString.of(Destinations.REJECTED))
        .setExpiryAddress(SimpleString.of(Destinations.EXPIRED))
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  /** How often something is tried again is for the application to say. */
  private static AddressSettings submit() {
    return everywhere()
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(FIRST_REDELIVERY_MILLIS)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(LAST_REDELIVERY_MILLIS);
  }

  /** A topic for each account is there as soon as somebody sends or subscribes to it. */
  private static AddressSettings events() {
    return everywhere()
        .setAutoCreateAddresses(true)
        .setAutoDeleteAddresses(false)
        .setDefaultAddressRoutingType(RoutingType.MULTICAST)
        // A subscriber that cannot take an event gets it again; it belongs to nobody else.
        .setMaxDeliveryAttempts(-1);
  }

  private static void queue(Configuration configuration, String name) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(name)
            .addRoutingType(RoutingType.ANYCAST)
            .addQueueConfig(
                QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST)));
  }
}
