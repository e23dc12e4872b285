package org.sealpost.tlsrpt;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** Where a report goes (RFC 8460 §3). */
public sealed interface ReportTarget {
  /** The longest URI that is looked at. */
  int MOST_CHARACTERS = 1_000;

  /** The URI, as it is kept and shown. */
  String text();

  /** The domain or host that reports are sent to, in A-labels. */
  String host();

  /** By mail. */
  record Mail(Mailbox mailbox) implements ReportTarget {
    @Override
    public String text() {
      return "mailto:" + mailbox;
    }

    @Override
    public String host() {
      return mailbox.domain().name();
    }
  }

  /** By POST. */
  record Https(URI uri) implements ReportTarget {
    @Override
    public String text() {
      return uri.toString();
    }

    @Override
    public String host() {
      return Domain.parse(uri.getHost())
          .map(Domain::name)
          .orElse(uri.getHost().toLowerCase(Locale.ROOT));
    }

    int port() {
      return uri.getPort() < 0 ? 443 : uri.getPort();
    }
  }

  /**
   * Reads a URI; empty where its scheme is another, or it is none. Commas, exclamation points and
   * semicolons have to be encoded.
   */
  static Optional<ReportTarget> parse(String text) {
    if (text.length() > MOST_CHARACTERS || text.indexOf('!') >= 0) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
    String scheme = uri.getScheme();
    if ("mailto".equalsIgnoreCase(scheme)) {
      return mail(uri.getRawSchemeSpecificPart());
    }
    boolean usable =
        "https".equalsIgnoreCase(scheme)
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getPort() != 0;
    return usable ? Optional.of(new Https(withoutFragment(uri))) : Optional.empty();
  }

  private static URI withoutFragment(URI uri) {
    String text = uri.toString();
    int fragment = text.indexOf('#');
    return fragment < 0 ? uri : URI.create(text.substring(0, fragment));
  }

  /** RFC 6068 §2; header fields that the URI would set are passed over. */
  private static Optional<ReportTarget> mail(String part) {
    int query = part.indexOf('?');
    return decoded(query < 0 ? part : part.substring(0, query))
        .flatMap(Mailbox::parse)
        .filter(mailbox -> !mailbox.domain().isAddressLiteral() && !mailbox.needsSmtpUtf8())
        .map(Mail::new);
  }

  private static Optional<String> decoded(String part) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c != '%') {
        octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      if (i + 2 >= part.length()) {
        return Optional.empty();
      }
      octets.write(Integer.parseInt(part.substring(i + 1, i + 3), 16)); // URI has checked it
      i += 2;
    }
    return Optional.of(octets.toString(StandardCharsets.UTF_8));
  }
}
