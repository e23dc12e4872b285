package org.sealpost.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * A domain whose mail is delivered here, with its rules for local-parts.
 *
 * @param separator what stands before the tag of a sub-address, empty for none
 * @param caseSensitive whether {@code Ada} and {@code ada} are two mailboxes
 * @param catchAll who gets mail for local-parts that do not exist: null refuses it, {@link
 *     #EVERY_ADDRESS}, or an address
 * @param enabled whether it takes mail, and its accounts may sign in
 */
public record HostedDomain(
    Domain name,
    String separator,
    boolean caseSensitive,
    @Nullable String catchAll,
    boolean enabled) {
  /** A catch-all that gives every local-part a mailbox of its own. */
  public static final String EVERY_ADDRESS = "*";

  /** What separates a tag where nobody has chosen something else. */
  public static final String DEFAULT_SEPARATOR = "+";

  /** A domain that has the default rules and refuses unknown local-parts. */
  public static HostedDomain withDefaults(Domain name) {
    return new HostedDomain(name, DEFAULT_SEPARATOR, false, null, true);
  }

  /** Whether every local-part has a mailbox of its own. */
  public boolean takesEveryAddress() {
    return EVERY_ADDRESS.equals(catchAll);
  }

  /**
   * The form in which local-parts of this domain are compared. RFC 5321 §2.4 leaves the case to the
   * host of the mailbox; composed characters are one with their decomposed form (RFC 6532 §3.1).
   */
  String comparable(String localPart) {
    String composed =
        isAscii(localPart) ? localPart : Normalizer.normalize(localPart, Normalizer.Form.NFC);
    return caseSensitive ? composed : composed.toLowerCase(Locale.ROOT);
  }

  /** The local-part without its tag; empty where it has none (RFC 5233 §4). */
  Optional<String> withoutTag(String localPart) {
    int at = separator.isEmpty() ? -1 : localPart.indexOf(separator);
    return at <= 0 ? Optional.empty() : Optional.of(localPart.substring(0, at));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
