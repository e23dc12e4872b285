package org.sealpost.client;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SaslMechanism;

/**
 * What a peer announced in its last EHLO reply: on a TLS session the one after the handshake, and
 * nothing of what was said before it (RFC 3207 §4.2).
 *
 * @param name what the server calls itself; not authenticated, and may be anything
 * @param extensions empty after HELO
 * @param sizeLimit the largest message it takes in octets, 0 for no stated limit (RFC 1870 §3)
 * @param mechanisms by which one can authenticate to it, as far as the client knows them (RFC 4954
 *     §3)
 * @param limits how much it takes in one session and transaction (RFC 9422)
 */
public record PeerCapabilities(
    String name,
    Set<Extension> extensions,
    long sizeLimit,
    Set<SaslMechanism> mechanisms,
    PeerLimits limits) {
  /** Nothing announced: before EHLO, and after HELO. */
  public static final PeerCapabilities NONE =
      new PeerCapabilities("", Set.of(), 0, Set.of(), PeerLimits.UNLIMITED);

  // 18 digits always fit a long; more is as good as no limit.
  private static final int MOST_SIZE_DIGITS = 18;

  /** Copies the sets. */
  public PeerCapabilities {
    extensions = Set.copyOf(extensions);
    mechanisms = Set.copyOf(mechanisms);
  }

  /** Reads the lines of a 250 reply to EHLO; the first one is the peer's name and greeting. */
  static PeerCapabilities of(Reply ehlo) {
    Set<Extension> found = EnumSet.noneOf(Extension.class);
    Set<SaslMechanism> mechanisms = EnumSet.noneOf(SaslMechanism.class);
    PeerLimits limits = PeerLimits.UNLIMITED;
    long size = 0;
    for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
      List<String> words = List.of(line.strip().split(" +", -1));
      Extension extension = Extension.ofKeyword(words.get(0)).orElse(null);
      if (extension == null) {
        continue;
      }
      found.add(extension);
      List<String> parameters = words.subList(1, words.size());
      if (extension == Extension.SIZE && !parameters.isEmpty()) {
        size = sizeLimit(parameters.get(0));
      } else if (extension == Extension.LIMITS) {
        limits = PeerLimits.of(parameters);
      } else if (extension == Extension.AUTH) {
        parameters.forEach(name -> SaslMechanism.named(name).ifPresent(mechanisms::add));
      }
    }
    return new PeerCapabilities(nameIn(ehlo), found, size, mechanisms, limits);
  }

  /** A server that knows no extension. */
  static PeerCapabilities ofHelo(Reply helo) {
    return new PeerCapabilities(nameIn(helo), Set.of(), 0, Set.of(), PeerLimits.UNLIMITED);
  }

  /** RFC 5321 §4.1.1.1: ehlo-ok-rsp begins with the server's domain. */
  private static String nameIn(Reply reply) {
    return reply.lines().get(0).strip().split(" ", 2)[0];
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
