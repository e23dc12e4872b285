package org.sealpost.flow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * Which domains a rule is for.
 *
 * @param reach how far it reaches
 * @param domain null for all
 */
public record DomainPattern(Reach reach, @Nullable Domain domain) {
  /** Every domain: {@code *}. */
  public static final DomainPattern ALL = new DomainPattern(Reach.ALL, null);

  /** How far a pattern reaches. */
  public enum Reach {
    /** The domain itself, not its subdomains. */
    EXACT,
    /** Every domain below it, not itself: {@code *.domain}. */
    BELOW,
    /** The domain itself and every domain below it: {@code .domain}. */
    WITHIN,
    /** Every domain. */
    ALL
  }

  /** That domain and no other. */
  public static DomainPattern of(Domain domain) {
    return new DomainPattern(Reach.EXACT, domain);
  }

  /**
   * Reads {@code domain}, {@code *.domain}, {@code .domain} or {@code *}; empty where it is none of
   * them.
   */
  public static Optional<DomainPattern> parse(String text) {
    if (text.equals("*")) {
      return Optional.of(ALL);
    }
    Reach reach =
        text.startsWith("*.") ? Reach.BELOW : text.startsWith(".") ? Reach.WITHIN : Reach.EXACT;
    return Domain.parse(text.substring(prefix(reach).length()))
        .filter(domain -> reach == Reach.EXACT || !domain.isAddressLiteral())
        .map(domain -> new DomainPattern(reach, domain));
  }

  private static String prefix(Reach reach) {
    return switch (reach) {
      case BELOW -> "*.";
      case WITHIN -> ".";
      case EXACT, ALL -> "";
    };
  }

  /** Whether the rule is for that domain. */
  public boolean matches(Domain other) {
    return domain == null
        || switch (reach) {
          case EXACT -> domain.equals(other);
          case BELOW -> other.name().endsWith("." + domain.name());
          case WITHIN -> domain.equals(other) || other.name().endsWith("." + domain.name());
          case ALL -> true;
        };
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return domain == null ? "*" : prefix(reach) + domain.name();
  }

  /** The form for people. */
  public String display() {
    return domain == null ? "*" : prefix(reach) + domain.display();
  }
}
