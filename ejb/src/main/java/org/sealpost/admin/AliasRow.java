package org.sealpost.admin;

import java.io.Serializable;
import java.util.List;

/** An alias with the addresses it leads to, in order. */
public record AliasRow(String address, List<String> targets) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public AliasRow {
    targets = List.copyOf(targets);
  }

  /** The targets in one line. */
  public String line() {
    return String.join(", ", targets);
  }
}
