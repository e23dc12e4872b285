package org.sealpost.config;

/** Makes {@code docs/settings.md} of the catalogue. */
final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      <!-- Made from SettingCatalogue by SettingsPageTest; run that with -Dsettings.page=write. -->

      All settings stand in one file, `sealpost.properties` in the data directory: UTF-8, one
      `key = value` on a line, `#` begins a comment. Every one of them has a default; without the
      file Sealpost starts with the values below and listens on loopback only. The file is read at
      the start. A wrong value or an unknown key stops the start with the key, the value and what
      would be right; all problems are shown at once.

      A setting can also come from outside the file; the first of these that has it counts:

      1. system property `sealpost.<key>`, for example `-Dsealpost.smtp.relay.port=25`
      2. environment variable `SEALPOST_<KEY>`: the key in capitals, every other character than a
         letter or digit as `_`, for example `SEALPOST_SMTP_RELAY_PORT=25`
      3. the file
      4. the default

      On Payara Server these are sources of MicroProfile Config, beside the server's own.

      | key | type | default | effect |
      |---|---|---|---|
      | `data` | directory | `data` where it is started | Where everything is kept, this file too: \
      so it can only come from `SEALPOST_DATA` or `-Dsealpost.data`. |
      """;
  private static final String TAIL =
      """

      ## Routes

      A route sends the mail of a domain to a fixed next hop, without MX lookup. Routes are also laid
      down in the console, where they count at once and before those here for the same destination
      ([how](runbook.md#mail-flow)).

      | key | type | default | effect |
      |---|---|---|---|
      | `route.<domain>` | route | none | The next hop for mail to this domain. |
      | `route.*` | route | none | The next hop (smart host) for every domain without a route of its \
      own. |

      A route is written %s. The port is 25 where none is given, and 465 for `smtps`. The host is a
      name or an IP address, IPv6 in brackets. Characters with a meaning in a URL are written as
      `%%26` and the like. Example:

          route.example.com = %s

      | parameter | meaning |
      |---|---|
      | `tls` | `none`, `opportunistic` (where the server offers it) or `starttls` (always); not \
      with `smtps`, which is TLS from the start |
      | `verify` | What the certificate has to prove, where TLS is certain: `pkix` a chain to a \
      trusted root and the host's name; `dane` a match with the TLSA records of the host \
      (`_port._tcp.host`, validated by DNSSEC), without which nothing is sent; `fingerprint` one \
      of the keys in `fingerprint`; `none` nothing |
      | `fingerprint` | SHA-256 of the server's public key in hex, as in a TLSA 3 1 1 record; \
      several with commas |
      | `user`, `password-file` | Sign in before sending (SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN \
      or LOGIN, the strongest the server offers). The first line of the file is the password; it \
      is read at each sign-in. Only with a `verify` other than `none`. Where the server says no, \
      mail waits (4.7.8) and the log says MTA-3006 |
      | `trusted` | `true`: handing over to this server is final delivery, so that mail that \
      requires protected transport (REQUIRETLS) may go there whatever the connection is. Only for \
      a loopback address |

      Mail that requires protected transport goes over a route only where `verify` is not `none` \
      and the server announces REQUIRETLS under TLS, or where the route is `trusted`; else it \
      fails at once with 5.7.10 or 5.7.30.

      In the environment only the default route (`SEALPOST_ROUTE__`) and routes that the file knows
      can be set, because a domain cannot be read back from the name of a variable.

      ## Ranges

      Relative file names start in the data directory. Durations are written as in ISO 8601: `PT5S`
      five seconds, `PT7M30S`, `PT12H`, `P5D` five days.

      | key | has to be |
      |---|---|
      """;

  private SettingsPage() {}

  /** The whole page. */
  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (SettingKey<?> key : SettingCatalogue.keys()) {
      String otherwise = key.defaultText() == null ? "see there" : "`" + key.defaultText() + "`";
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(key.name(), key.type().name(), otherwise, key.effect()));
    }
    page.append(TAIL.formatted("`" + RouteSyntax.RIGHT + "`", RouteSyntax.EXAMPLE));
    for (SettingKey<?> key : SettingCatalogue.keys()) {
      page.append("| `%s` | %s |\n".formatted(key.name(), key.type().right()));
    }
    return page.toString();
  }
}
