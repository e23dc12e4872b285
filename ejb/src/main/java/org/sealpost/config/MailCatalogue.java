package org.sealpost.config;

import static org.sealpost.config.SettingTypes.bool;
import static org.sealpost.config.SettingTypes.choice;
import static org.sealpost.config.SettingTypes.domain;
import static org.sealpost.config.SettingTypes.listOf;
import static org.sealpost.config.SettingTypes.listOrNone;
import static org.sealpost.config.SettingTypes.mailbox;
import static org.sealpost.config.SettingTypes.network;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Network;

/** The part of the {@link SettingCatalogue} that says whose mail is taken, and on what terms. */
final class MailCatalogue {
  static final SettingKey<List<Domain>> LOCAL_DOMAINS =
      key(
          "local.domains",
          listOf(domain("example.org"), 1000, "example.org, example.net"),
          "localhost",
          "Domains that are hosted here from the start on. Where one of them is new, it accepts"
              + " mail for every address and keeps it in a mailbox of that name; the console sets"
              + " its accounts and rules, and adds other domains.");
  static final SettingKey<Mailbox> POSTMASTER =
      key(
          "local.postmaster",
          mailbox("hostmaster@example.org"),
          null,
          "Who gets mail for `postmaster` of the domains here (RFC 5321 §4.5.1) where the console"
              + " has no such account or alias; another server's address is right as well."
              + " Default: it is kept in a mailbox of that name.");
  static final SettingKey<UnknownRecipients> UNKNOWN_RECIPIENTS =
      key(
          "local.unknown-recipients",
          choice(UnknownRecipients.class, UnknownRecipients.REFUSE_AT_RCPT),
          "refuse-at-rcpt",
          "When another server is told that a recipient does not exist: at once (550 5.1.1), or"
              + " only after the mail data, so that collecting addresses costs a message each."
              + " Then a message with at least one right recipient is taken, and its sender gets"
              + " a notification about the others.");
  static final SettingKey<List<Network>> RELAY_NETWORKS =
      key(
          "relay.networks",
          listOrNone(network(), 1000, "127.0.0.0/8, ::1/128"),
          "127.0.0.0/8, ::1/128",
          "Clients that may send to domains that are not local, and use the submission listeners,"
              + " without signing in. Whoever is in here can send mail to everybody in your name;"
              + " `none` leaves that to accounts.");
  static final SettingKey<Boolean> CHECK_SENDER_DOMAIN =
      key(
          "relay.check-sender-domain",
          bool(),
          "true",
          "Whether other clients of the relay listener are refused a reverse-path whose domain can"
              + " take no notification: one that does not exist or has no host (550 5.1.8), or that"
              + " says it takes no mail (550 5.7.27, RFC 7505 §4.2). Where the DNS has no answer"
              + " they are asked to try again (451 4.4.3).");
  static final SettingKey<Boolean> HIDE_SUBMITTERS =
      key(
          "smtp.hide-submitters",
          bool(),
          "true",
          "Whether the trace field of a message from somebody who has signed in leaves out the name"
              + " and the address of their machine, which tell where they are. RFC 5321 §4.4 would"
              + " have both; the log keeps them.");
  static final SettingKey<TlsRequiredFrom> TLS_REQUIRED_FROM =
      key(
          "requiretls.accept-tls-required-no",
          choice(TlsRequiredFrom.class, TlsRequiredFrom.EVERYBODY),
          "everybody",
          "Whose `TLS-Required: No` counts (RFC 8689 §4.1): that of all messages, or only of those"
              + " that come from an account or from `relay.networks`; the field stays in the"
              + " message either way.");

  private MailCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(
        LOCAL_DOMAINS,
        POSTMASTER,
        UNKNOWN_RECIPIENTS,
        RELAY_NETWORKS,
        CHECK_SENDER_DOMAIN,
        HIDE_SUBMITTERS,
        TLS_REQUIRED_FROM);
  }

  private static <T> SettingKey<T> key(
      String name, SettingType<T> type, @Nullable String defaultText, String effect) {
    return new SettingKey<>(name, type, defaultText, effect);
  }
}
