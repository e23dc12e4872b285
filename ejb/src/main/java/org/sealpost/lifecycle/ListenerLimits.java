package org.sealpost.lifecycle;

import java.util.List;
import java.util.Map;
import org.sealpost.config.LimitSettings;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerLimits.PerAddress;

/** The limits of the SMTP server as the settings have them. */
final class ListenerLimits {
  private ListenerLimits() {}

  static ServerLimits of(LimitSettings settings) {
    return new ServerLimits(
        settings.sessions(),
        perAddress(settings.connections()),
        perAddress(settings.connectionsPerMinute()),
        new ServerLimits.AuthFailures(
            perAddress(settings.authFailuresPerMinute()),
            perAddress(settings.authFailuresPerDay())),
        conduct(settings.conduct()),
        timeouts(settings.times()),
        new ServerLimits.Content(
            settings.message().textLineOctets(), settings.message().commandLineOctets()),
        new ServerLimits.Clients(
            settings.unlimited(),
            Map.of(
                ListenerKind.RELAY, settings.relayProxies(),
                ListenerKind.SUBMISSION, settings.submissionProxies(),
                ListenerKind.SUBMISSIONS, settings.submissionsProxies())),
        ServerLimits.DEFAULT.memory());
  }

  private static PerAddress perAddress(List<Integer> three) {
    return new PerAddress(three.get(0), three.get(1), three.get(2));
  }

  private static ServerLimits.Conduct conduct(LimitSettings.Conduct conduct) {
    return new ServerLimits.Conduct(
        conduct.badCommands(),
        conduct.idleCommands(),
        conduct.transactions(),
        conduct.failedTransactions(),
        conduct.faultsBeforeDelay(),
        conduct.faultDelay(),
        conduct.greetDelay(),
        conduct.refuseEarlyTalkers(),
        conduct.nullPathRecipients(),
        conduct.unknownRecipientDelay(),
        conduct.shedAfter());
  }

  private static ServerLimits.Timeouts timeouts(LimitSettings.Times times) {
    return new ServerLimits.Timeouts(
        times.greeting(),
        times.command(),
        times.dataBlock(),
        times.data(),
        times.leastOctetsPerSecond(),
        times.finalDot(),
        times.handshake(),
        times.certificateCheck());
  }
}
