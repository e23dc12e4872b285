package org.sealpost.config;

import java.util.List;

/** The part of the {@link SettingCatalogue} for Jakarta Messaging, and its reading. */
final class JmsCatalogue {
  static final SettingKey<Boolean> ENABLED =
      new SettingKey<>(
          "jms.enabled",
          SettingTypes.bool(),
          "true",
          "Whether applications can hand in mail through queues (docs/jms.md). The runnable jar"
              + " has a broker of its own, which is not started without.");
  static final SettingKey<Integer> PORT =
      new SettingKey<>(
          "jms.port",
          SettingTypes.port(61616),
          null,
          "The port of that broker on 127.0.0.1, for mail accounts with their passwords. Where it"
              + " is not set there is none.");
  static final SettingKey<Integer> CONSUMERS =
      new SettingKey<>(
          "jms.consumers",
          SettingTypes.integer("messages", 1, 32, 4),
          "4",
          "How many messages are taken from the queue at the same time.");
  static final SettingKey<Long> QUEUE_LIMIT =
      new SettingKey<>(
          "jms.queue-limit",
          SettingTypes.wideInteger("recipients", 1, 1_000_000_000, 100_000),
          "100000",
          "While more recipients than this wait in the mail queue, messages stay in the broker"
              + " (counted every 10 s).");

  static final SettingKey<Boolean> EVENTS =
      new SettingKey<>(
          "jms.events",
          SettingTypes.bool(),
          "false",
          "Whether applications are told what happens, on the topic `sealpost.events`. Costs each"
              + " transaction of the mail queue a row, so only where somebody listens.");
  static final SettingKey<Long> EVENTS_LIMIT =
      new SettingKey<>(
          "jms.events-limit",
          SettingTypes.wideInteger("rows", 10, 100_000_000, 100_000),
          "100000",
          "How many rows of events wait in the database while the broker takes none, one for each"
              + " transaction (looked at every 10 s). Over that the oldest are dropped.");

  private JmsCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(ENABLED, PORT, CONSUMERS, QUEUE_LIMIT, EVENTS, EVENTS_LIMIT);
  }

  static JmsSettings read(SettingValues values) {
    boolean enabled = values.value(ENABLED, true);
    return new JmsSettings(
        enabled,
        values.value(PORT),
        values.value(CONSUMERS, 1),
        values.value(QUEUE_LIMIT, 1L),
        // Without a broker nobody would ever take them.
        values.value(EVENTS, false) && enabled,
        values.value(EVENTS_LIMIT, 10L));
  }
}
