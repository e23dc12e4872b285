package org.sealpost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.TrustRoots;
import org.sealpost.config.Settings;

/** Certificate authorities in a file that a setting names. */
final class Anchors {
  private Anchors() {}

  /** Those by which other servers' certificates are checked. */
  static Set<TrustAnchor> trusted(Settings settings) {
    @Nullable Path pem = settings.delivery().trustRoots();
    return pem == null ? TrustRoots.ofJavaRuntime() : in(pem, "tls.trust-roots");
  }

  static Set<TrustAnchor> in(Path pem, String setting) {
    try {
      return TrustRoots.read(pem);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(setting + " = " + pem + " cannot be read", unreadable);
    }
  }
}
