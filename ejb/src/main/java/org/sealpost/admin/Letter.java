package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.TlsRequirement;

/**
 * A message to be written here, of plain text.
 *
 * @param from one address, with or without a name
 * @param requirement null counts as {@code DEFAULT}
 */
public record Letter(
    String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    String subject,
    String text,
    @Nullable TlsRequirement requirement) {
  /** Copies the lists. */
  public Letter {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
  }
}
