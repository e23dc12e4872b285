package org.sealpost.mtasts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.MtaStsSettings;

/** The policy this server publishes for the domains it hosts: the same for all of them. */
public final class OwnPolicy {
  /** RFC 8461 §3.1 allows 32 characters; so many of the hash are enough to differ. */
  private static final int ID_CHARACTERS = 20;

  private final String text;

  private OwnPolicy(String text) {
    this.text = text;
  }

  /** From the settings; empty where none is published. */
  public static Optional<OwnPolicy> of(MtaStsSettings settings) {
    @Nullable PolicyMode mode =
        switch (settings.mode()) {
          case OFF -> null;
          case NONE -> PolicyMode.NONE;
          case TESTING -> PolicyMode.TESTING;
          case ENFORCE -> PolicyMode.ENFORCE;
        };
    if (mode == null) {
      return Optional.empty();
    }
    MtaStsPolicy policy =
        new MtaStsPolicy(
            mode, settings.maxAge(), settings.mx().stream().map(MxPattern::new).toList());
    return Optional.of(new OwnPolicy(PolicyText.write(policy)));
  }

  /** The body of {@code /.well-known/mta-sts.txt}. */
  public String text() {
    return text;
  }

  /** The data of the TXT record at {@code _mta-sts.<domain>}. */
  public String record() {
    return "v=STSv1; id=" + id() + ";";
  }

  /**
   * Made of the content, so that it changes when the policy changes and else never, on every node
   * (RFC 8461 §3.1).
   */
  String id() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash).substring(0, ID_CHARACTERS);
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("this Java runtime has no SHA-256", broken);
    }
  }
}
