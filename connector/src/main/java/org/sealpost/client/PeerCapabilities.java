package org.sealpost.client;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sealpost.smtp.Reply;

/**
 * What a peer announced in its last EHLO reply: on a TLS session the one after the handshake, and
 * nothing of what was said before it (RFC 3207 §4.2).
 *
 * @param extensions empty after HELO
 * @param sizeLimit the largest message it takes in octets, 0 for no stated limit (RFC 1870 §3)
 */
public record PeerCapabilities(Set<Extension> extensions, long sizeLimit) {
  /** Nothing announced: before EHLO, and after HELO. */
  public static final PeerCapabilities NONE = new PeerCapabilities(Set.of(), 0);

  // 18 digits always fit a long; more is as good as no limit.
  private static final int MOST_SIZE_DIGITS = 18;

  /** Copies the set. */
  public PeerCapabilities {
    extensions = Set.copyOf(extensions);
  }

  /** Reads the lines of a 250 reply to EHLO; the first one is the peer's name and greeting. */
  static PeerCapabilities of(Reply ehlo) {
    Set<Extension> found = EnumSet.noneOf(Extension.class);
    long limit = 0;
    for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
      String[] words = line.strip().split(" +", -1);
      Optional<Extension> extension = Extension.ofKeyword(words[0]);
      extension.ifPresent(found::add);
      if (extension.filter(Extension.SIZE::equals).isPresent() && words.length > 1) {
        limit = sizeLimit(words[1]);
      }
    }
    return new PeerCapabilities(found, limit);
  }

  private static long sizeLimit(String digits) {
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number && digits.length() <= MOST_SIZE_DIGITS ? Long.parseLong(digits) : 0;
  }

  /** Whether the peer announced it. */
  public boolean offers(Extension extension) {
    return extensions.contains(extension);
  }
}
