package org.sealpost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.util.Set;
import org.sealpost.client.TrustRoots;

/** Certificate authorities in a file that a setting names. */
final class Anchors {
  private Anchors() {}

  static Set<TrustAnchor> in(Path pem, String setting) {
    try {
      return TrustRoots.read(pem);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(setting + " = " + pem + " cannot be read", unreadable);
    }
  }
}
