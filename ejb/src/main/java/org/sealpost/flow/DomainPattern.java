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
    /** Every domain. */
    ALL
  }

  /** That domain and no other. */
  public static DomainPattern of(Domain domain) {
    return new DomainPattern(Reach.EXACT, domain);
  }

  /** Reads {@code domain}, {@code *.domain} or {@code *}; empty where it is none of them. */
  public static Optional<DomainPattern> parse(String text) {
    if (text.equals("*")) {
      return Optional.of(ALL);
    }
    boolean below = text.startsWith("*.");
    return Domain.parse(below ? text.substring(2) : text)
        .filter(domain -> !(below && domain.isAddressLiteral()))
        .map(domain -> new DomainPattern(below ? Reach.BELOW : Reach.EXACT, domain));
  }

  /** Whether the rule is for that domain. */
  public boolean matches(Domain other) {
    return domain == null
        || switch (reach) {
          case EXACT -> domain.equals(other);
          case BELOW -> other.name().endsWith("." + domain.name());
          case ALL -> true;
        };
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return domain == null ? "*" : reach == Reach.BELOW ? "*." + domain : domain.name();
  }

  /** The form for people. */
  public String display() {
    return domain == null ? "*" : reach == Reach.BELOW ? "*." + domain.display() : domain.display();
  }
}
