package org.sealpost.admin;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as its page shows it.
 *
 * @param passwordSet when its password was set, null where it has none
 * @param addresses in order, the one it is named after among them
 * @param fingerprints of its client certificates, SHA-256 in hexadecimal
 */
public record AccountDetail(
    String name,
    boolean enabled,
    @Nullable Instant passwordSet,
    List<String> addresses,
    List<String> fingerprints)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the lists. */
  public AccountDetail {
    addresses = List.copyOf(addresses);
    fingerprints = List.copyOf(fingerprints);
  }
}
