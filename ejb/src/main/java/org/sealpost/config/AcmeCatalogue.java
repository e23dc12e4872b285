package org.sealpost.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** The part of the {@link SettingCatalogue} for certificates got by ACME, and its reading. */
final class AcmeCatalogue {
  static final SettingKey<URI> DIRECTORY =
      key(
          "acme.directory",
          SettingTypes.httpsUrl("https://acme-v02.api.letsencrypt.org/directory"),
          null,
          "ACME directory (RFC 8555) of the certificate authority that `tls/server.crt` is got"
              + " from, and renewed after two thirds of its time. The key stays the same, so that"
              + " TLSA records do. Default: off.");
  static final SettingKey<Boolean> ACCEPT_TERMS =
      key(
          "acme.accept-terms",
          SettingTypes.bool(),
          "false",
          "Whether you accept that authority's terms of service; nothing is asked of it otherwise.");
  static final SettingKey<Mailbox> CONTACT =
      key(
          "acme.contact",
          SettingTypes.mailbox("hostmaster@example.org"),
          null,
          "Where the authority may write to when something is wrong with a certificate.");
  static final SettingKey<List<Domain>> HOSTS =
      key(
          "acme.hosts",
          SettingTypes.listOf(
              SettingTypes.domain("mail.example.org"), 100, "mail.example.org, mx2.example.org"),
          null,
          "The names in the certificate. Default: `hostname`.");
  static final SettingKey<String> BIND =
      key(
          "acme.bind",
          SettingTypes.address(),
          "0.0.0.0",
          "Address on which the authority's proof of control is answered while one is asked for"
              + " (HTTP, `/.well-known/acme-challenge/`).");
  static final SettingKey<Integer> PORT =
      key(
          "acme.port",
          SettingTypes.port(80),
          "80",
          "Its port. The authority always asks port 80 of each name: another one here needs a"
              + " server before it that passes those requests on.");

  private AcmeCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(DIRECTORY, ACCEPT_TERMS, CONTACT, HOSTS, BIND, PORT);
  }

  /** Null where ACME is off or not set up rightly; the latter is reported. */
  static @Nullable AcmeSettings read(SettingValues values, Domain hostName) {
    @Nullable URI directory = values.value(DIRECTORY);
    boolean accepted = values.value(ACCEPT_TERMS, false);
    @Nullable Mailbox contact = values.value(CONTACT);
    List<Domain> hosts = values.value(HOSTS, List.of(hostName));
    String bind = values.value(BIND, "");
    int port = values.value(PORT, 0);
    if (directory == null) {
      return null;
    }
    if (!accepted) {
      values.problem(
          ACCEPT_TERMS.name() + ": has to be true to get a certificate from " + directory);
    }
    if (values.text(SettingCatalogue.CERTIFICATE.name()).isPresent()) {
      values.problem(
          SettingCatalogue.CERTIFICATE.name()
              + ": is not used together with "
              + DIRECTORY.name()
              + "; take one of them away");
    }
    for (Domain host : hosts) {
      if (!host.name().contains(".") || host.isAddressLiteral()) {
        values.problem(
            HOSTS.name()
                + ": no authority gives a certificate for "
                + host.display()
                + "; set the names by which others know this server, for example"
                + " mail.example.org");
      }
    }
    return new AcmeSettings(
        directory, contact == null ? null : contact.toString(), hosts, bind, port);
  }

  private static <T> SettingKey<T> key(
      String name, SettingType<T> type, @Nullable String defaultText, String effect) {
    return new SettingKey<>(name, type, defaultText, effect);
  }
}
