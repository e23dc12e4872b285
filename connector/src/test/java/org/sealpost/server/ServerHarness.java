package org.sealpost.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerMeter;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.SaslMechanism;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.WireClient;

/**
 * A server in this process on free loopback ports: relay, submission with REQUIRETLS turned off,
 * submissions with FUTURERELEASE, and LMTP; submission and submissions with authentication.
 */
final class ServerHarness implements AutoCloseable {
  static final long MAX_OCTETS = 200L * 1024 * 1024;
  static final int MAX_RECIPIENTS = 100;
  static final Duration LONGEST_HOLD = Duration.ofDays(30);
  static final int MAX_FAILURES = 6;
  static final Duration FAILURE_DELAY = Duration.ofMillis(100);
  static final TestAuthority AUTHORITY = new TestAuthority("Test Root");
  static final TestAuthority CLIENT_AUTHORITY = new TestAuthority("Client Root");

  final RecordingEndpoint endpoint = new RecordingEndpoint();
  final Path spool;
  final SmtpServer server;

  ServerHarness(Path directory) throws IOException, ListenersRefusedException {
    this(directory, ServerLimits.DEFAULT);
  }

  ServerHarness(Path directory, ServerLimits limits) throws IOException, ListenersRefusedException {
    this(directory, limits, MAX_OCTETS);
  }

  ServerHarness(Path directory, ServerLimits limits, long maxOctets)
      throws IOException, ListenersRefusedException {
    this(directory, limits, maxOctets, 0);
  }

  ServerHarness(Path directory, ServerLimits limits, long maxOctets, long minFreeOctets)
      throws IOException, ListenersRefusedException {
    this(directory, limits, maxOctets, minFreeOctets, ServerMeter.NONE);
  }

  ServerHarness(Path directory, ServerLimits limits, ServerMeter meter)
      throws IOException, ListenersRefusedException {
    this(directory, limits, MAX_OCTETS, 0, meter);
  }

  private ServerHarness(
      Path directory, ServerLimits limits, long maxOctets, long minFreeOctets, ServerMeter meter)
      throws IOException, ListenersRefusedException {
    spool = Files.createDirectories(directory.resolve("spool"));
    ListenerPlan plan = plan(directory, spool, maxOctets, minFreeOctets, limits, meter);
    server = SmtpServer.open(plan, endpoint);
  }

  private static ListenerPlan plan(
      Path directory,
      Path spool,
      long maxOctets,
      long minFreeOctets,
      ServerLimits limits,
      ServerMeter meter)
      throws IOException {
    TestAuthority.Issued issued = AUTHORITY.issue("mx.test.example");
    return new ListenerPlan(
        Domain.of("mx.test.example"),
        List.of(
            new ListenerConfig(ListenerKind.RELAY, loopback(0), true),
            new ListenerConfig(ListenerKind.SUBMISSION, loopback(0), false, true, Duration.ZERO),
            new ListenerConfig(ListenerKind.SUBMISSIONS, loopback(0), true, true, LONGEST_HOLD),
            new ListenerConfig(ListenerKind.LMTP, loopback(0), true)),
        new ListenerPlan.CertificateFiles(
            TestAuthority.writeChain(issued, directory.resolve("server.crt")),
            TestAuthority.writeKey(issued, directory.resolve("server.key"))),
        maxOctets,
        MAX_RECIPIENTS,
        4,
        spool,
        minFreeOctets,
        new ListenerPlan.Authentication(
            List.of(SaslMechanism.values()),
            CLIENT_AUTHORITY.writeRoot(directory.resolve("clients.crt")),
            MAX_FAILURES,
            FAILURE_DELAY),
        Files.createDirectories(directory.resolve("certificates")),
        limits,
        meter);
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static ServerLimits shortTimeouts(Duration timeout) {
    return new TestLimits().timeouts(timeout).build();
  }

  InetSocketAddress relay() {
    return server.addresses().get(0);
  }

  InetSocketAddress withoutRequireTls() {
    return server.addresses().get(1);
  }

  InetSocketAddress submission() {
    return withoutRequireTls();
  }

  InetSocketAddress submissions() {
    return server.addresses().get(2);
  }

  InetSocketAddress lmtp() {
    return server.addresses().get(3);
  }

  WireClient greeted() throws IOException {
    return WireClient.greeted(relay());
  }

  WireClient secured() throws IOException {
    return WireClient.secured(relay(), AUTHORITY.clientContext());
  }

  @Override
  public void close() {
    server.close(Duration.ofSeconds(5));
  }
}
