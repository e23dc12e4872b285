package org.sealpost.account;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the issuer's public keys (RFC 7517) come from: a file, or an https URL. */
final class IssuerKeys {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MAX_OCTETS = 256 * 1024;

  private IssuerKeys() {}

  /** Keys at a place that the settings name. */
  static JWKSource<SecurityContext> at(String place) {
    if (!place.contains("://")) {
      return new KeyFile(Path.of(place));
    }
    try {
      // Kept for minutes; a token with a new key makes it ask again, but not more often than that.
      return JWKSourceBuilder.create(
              URI.create(place).toURL(),
              new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_OCTETS))
          .build();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException("oauth.jwks = " + place, impossible);
    }
  }

  /** A file that is read again when it has changed. */
  private static final class KeyFile implements JWKSource<SecurityContext> {
    private final Path file;
    private @Nullable FileTime read;
    private JWKSet keys = new JWKSet();

    KeyFile(Path file) {
      this.file = file;
    }

    @Override
    public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(read)) {
          keys = JWKSet.parse(Files.readString(file));
          read = changed;
        }
        return selector.select(keys);
      } catch (IOException | ParseException unreadable) {
        throw new KeySourceException("cannot read the keys in " + file, unreadable);
      }
    }
  }
}
