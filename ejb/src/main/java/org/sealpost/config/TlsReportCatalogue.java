package org.sealpost.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** The part of the {@link SettingCatalogue} for reports about TLS and their signature. */
final class TlsReportCatalogue {
  private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern SELECTOR =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  static final SettingKey<Boolean> SEND =
      key(
          "tlsrpt.send",
          SettingTypes.bool(),
          "true",
          "Whether domains that ask for it are told once a day what TLS with their servers was like"
              + " (RFC 8460). By mail it goes only once the DNS has the DKIM key of this server;"
              + " the console's page DNS records says what to publish. Nothing is sent while"
              + " `hostname` is no name that others could know.");
  static final SettingKey<Mailbox> CONTACT =
      key(
          "tlsrpt.contact",
          SettingTypes.mailbox("postmaster@mail.example.org"),
          null,
          "Whom the receiver of a report can write to; reports by mail come from it, and are signed"
              + " for its domain. Default: postmaster of `hostname`.");
  static final SettingKey<String> ORGANIZATION =
      key(
          "tlsrpt.organization",
          SettingTypes.text("a name", "Example Corporation"),
          null,
          "Who reports. Default: `hostname`.");
  static final SettingKey<Duration> SPREAD =
      key(
          "tlsrpt.spread",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(12), "PT4H"),
          "PT4H",
          "Over how long the reports of a day are spread, from midnight UTC on (RFC 8460 §4.1).");
  static final SettingKey<Boolean> PRIVATE_TARGETS =
      key(
          "tlsrpt.private-targets",
          SettingTypes.bool(),
          "false",
          "Whether reports are posted to servers at loopback and private addresses as well. Every"
              + " domain says for itself where its reports go, so that others could make this"
              + " server post into its own network.");
  static final SettingKey<String> REPORT_LOCAL_PART =
      key(
          "tlsrpt.local-part",
          localPart(),
          "tls-reports",
          "Other servers report to the address of this name at each local domain; it exists at all"
              + " of them, as a mailbox of its own where the console has no such account or alias."
              + " What comes there is checked and shown in the console.");
  static final SettingKey<Boolean> HTTPS_INTAKE =
      key(
          "tlsrpt.https-intake",
          SettingTypes.bool(),
          "false",
          "Whether reports are taken that others post to `/.well-known/tlsrpt` as well (RFC 8460"
              + " §5.4). Nobody signs them: they are shown as not authenticated. To ask for them,"
              + " publish the URL beside the address in `rua`, and let a server with the"
              + " certificate pass that path on.");
  static final SettingKey<Duration> RETENTION =
      key(
          "tlsrpt.retention",
          SettingTypes.duration(Duration.ofDays(3), Duration.ofDays(3650), "P90D"),
          "P90D",
          "How long results, reports and received reports are kept.");
  static final SettingKey<String> DKIM_SELECTOR =
      key(
          "dkim.selector",
          selector(),
          "sealpost",
          "Name under which the DKIM key of this server is published (RFC 6376 §3.1). The key is"
              + " made at the first start, `dkim/<selector>.key` in the data directory; with"
              + " another selector another one. Several nodes need the same file.");

  private TlsReportCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(
        SEND,
        CONTACT,
        ORGANIZATION,
        SPREAD,
        PRIVATE_TARGETS,
        REPORT_LOCAL_PART,
        HTTPS_INTAKE,
        RETENTION,
        DKIM_SELECTOR);
  }

  static TlsReportSettings read(SettingValues values, Domain hostName) {
    return new TlsReportSettings(
        values.value(SEND, true),
        values.value(CONTACT, new Mailbox("postmaster", hostName)),
        values.value(ORGANIZATION, hostName.name()),
        values.value(SPREAD, Duration.ZERO),
        values.value(PRIVATE_TARGETS, false),
        values.value(REPORT_LOCAL_PART, ""),
        values.value(HTTPS_INTAKE, false),
        values.value(RETENTION, Duration.ZERO),
        values.value(DKIM_SELECTOR, ""));
  }

  /** RFC 6068 §2, RFC 8460 §3: one that needs no encoding in a URI. */
  private static SettingType<String> localPart() {
    return new SettingType<>(
        "local-part",
        "letters, digits, dots, hyphens and underscores, at most 63",
        "tls-reports",
        text ->
            Optional.of(text)
                .filter(set -> LOCAL_PART.matcher(set).matches() && !set.contains(".."))
                .filter(set -> !set.endsWith("."))
                .map(set -> set.toLowerCase(Locale.ROOT)));
  }

  private static SettingType<String> selector() {
    return new SettingType<>(
        "selector",
        "labels of letters, digits and hyphens, with dots between",
        "sealpost",
        text ->
            Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(set -> set.length() <= 100 && SELECTOR.matcher(set).matches()));
  }

  private static <T> SettingKey<T> key(
      String name, SettingType<T> type, @Nullable String defaultText, String effect) {
    return new SettingKey<>(name, type, defaultText, effect);
  }
}
