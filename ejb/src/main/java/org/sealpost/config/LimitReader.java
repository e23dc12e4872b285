package org.sealpost.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Network;

/** Makes {@link LimitSettings} of texts; the part of {@link SettingsReader} for limits. */
final class LimitReader {
  private final SettingValues values;
  private final Path data;

  LimitReader(SettingValues values, Path data) {
    this.values = values;
    this.data = data;
  }

  /**
   * Reads them all; where there was a problem something stands in for the wrong value.
   *
   * @param relayNetworks the default of the clients that are not limited
   */
  LimitSettings read(List<Network> relayNetworks) {
    return new LimitSettings(
        number(LimitCatalogue.SESSIONS),
        numbers(LimitCatalogue.CONNECTIONS),
        numbers(LimitCatalogue.CONNECTIONS_PER_MINUTE),
        numbers(LimitCatalogue.AUTH_FAILURES_PER_MINUTE),
        numbers(LimitCatalogue.AUTH_FAILURES_PER_DAY),
        conduct(),
        times(),
        new LimitSettings.Message(
            number(LimitCatalogue.COMMAND_LINE_OCTETS),
            number(LimitCatalogue.TEXT_LINE_OCTETS),
            number(LimitCatalogue.HEADER_OCTETS),
            number(LimitCatalogue.HOPS)),
        values.value(LimitCatalogue.UNLIMITED, relayNetworks),
        values.value(LimitCatalogue.RELAY_PROXIES, List.of()),
        values.value(LimitCatalogue.SUBMISSION_PROXIES, List.of()),
        values.value(LimitCatalogue.SUBMISSIONS_PROXIES, List.of()),
        certificates());
  }

  private LimitSettings.Conduct conduct() {
    return new LimitSettings.Conduct(
        number(LimitCatalogue.BAD_COMMANDS),
        number(LimitCatalogue.IDLE_COMMANDS),
        number(LimitCatalogue.TRANSACTIONS),
        number(LimitCatalogue.FAILED_TRANSACTIONS),
        number(LimitCatalogue.FAULTS_BEFORE_DELAY),
        time(LimitCatalogue.FAULT_DELAY),
        time(LimitCatalogue.GREET_DELAY),
        values.value(LimitCatalogue.REFUSE_EARLY_TALKERS, true),
        number(LimitCatalogue.NULL_PATH_RECIPIENTS),
        time(LimitCatalogue.UNKNOWN_RECIPIENT_DELAY),
        time(LimitCatalogue.SHED_AFTER));
  }

  private LimitSettings.Times times() {
    return new LimitSettings.Times(
        time(LimitCatalogue.GREETING_TIMEOUT),
        time(LimitCatalogue.COMMAND_TIMEOUT),
        time(LimitCatalogue.BLOCK_TIMEOUT),
        time(LimitCatalogue.DATA_TIMEOUT),
        time(LimitCatalogue.FINAL_DOT_TIMEOUT),
        time(LimitCatalogue.HANDSHAKE_TIMEOUT),
        number(LimitCatalogue.DATA_RATE),
        time(LimitCatalogue.RELOAD_INTERVAL));
  }

  private int number(SettingKey<Integer> key) {
    return values.value(key, 0);
  }

  private List<Integer> numbers(SettingKey<List<Integer>> key) {
    return values.value(key, List.of());
  }

  private Duration time(SettingKey<Duration> key) {
    return values.value(key, Duration.ZERO);
  }

  private @Nullable Path certificates() {
    @Nullable Path named = values.value(LimitCatalogue.CERTIFICATES);
    if (named == null) {
      return null;
    }
    Path directory = data.resolve(named);
    if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
      SettingKey<Path> key = LimitCatalogue.CERTIFICATES;
      values.wrong(key.name(), named, "has to be " + key.type().right() + "; there is none");
    }
    return directory;
  }
}
