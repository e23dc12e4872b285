package org.sealpost.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerLimits.PerAddress;
import org.sealpost.smtp.Network;

/** The default limits with some of them changed. */
final class TestLimits {
  private static final ServerLimits NORMAL = ServerLimits.DEFAULT;

  int sessions = NORMAL.sessions();
  PerAddress connections = NORMAL.connections();
  PerAddress connectionsPerMinute = NORMAL.connectionsPerMinute();
  ServerLimits.AuthFailures authFailures = NORMAL.authFailures();
  int badCommands = NORMAL.conduct().badCommands();
  int idleCommands = NORMAL.conduct().idleCommands();
  int transactions = NORMAL.conduct().transactions();
  int failedTransactions = NORMAL.conduct().failedTransactions();
  int faultsBeforeDelay = NORMAL.conduct().faultsBeforeDelay();
  Duration faultDelay = NORMAL.conduct().faultDelay();
  Duration greetDelay = NORMAL.conduct().greetDelay();
  int nullPathRecipients = NORMAL.conduct().nullPathRecipients();
  Duration unknownRecipientDelay = NORMAL.conduct().unknownRecipientDelay();
  Duration shedAfter = NORMAL.conduct().shedAfter();
  Duration greeting = NORMAL.timeouts().greeting();
  Duration command = NORMAL.timeouts().command();
  Duration dataBlock = NORMAL.timeouts().dataBlock();
  Duration data = NORMAL.timeouts().data();
  int leastOctetsPerSecond = NORMAL.timeouts().leastOctetsPerSecond();
  Duration handshake = NORMAL.timeouts().handshake();
  Duration certificateCheck = NORMAL.timeouts().certificateCheck();
  int textLineOctets = NORMAL.content().textLineOctets();
  int commandLineOctets = NORMAL.content().commandLineOctets();
  List<Network> unlimited = NORMAL.clients().unlimited();
  Map<ListenerKind, List<Network>> proxies = Map.of();
  ServerLimits.Memory memory = NORMAL.memory();

  /** From here on this machine counts as a stranger. */
  TestLimits strangers() {
    unlimited = List.of();
    return this;
  }

  TestLimits timeouts(Duration all) {
    greeting = all;
    command = all;
    dataBlock = all;
    data = all;
    handshake = all;
    return this;
  }

  ServerLimits build() {
    return new ServerLimits(
        sessions,
        connections,
        connectionsPerMinute,
        authFailures,
        new ServerLimits.Conduct(
            badCommands,
            idleCommands,
            transactions,
            failedTransactions,
            faultsBeforeDelay,
            faultDelay,
            greetDelay,
            true,
            nullPathRecipients,
            unknownRecipientDelay,
            shedAfter),
        new ServerLimits.Timeouts(
            greeting,
            command,
            dataBlock,
            data,
            leastOctetsPerSecond,
            NORMAL.timeouts().finalDot(),
            handshake,
            certificateCheck),
        new ServerLimits.Content(textLineOctets, commandLineOctets),
        new ServerLimits.Clients(unlimited, proxies),
        memory);
  }
}
