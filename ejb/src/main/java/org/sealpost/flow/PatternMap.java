package org.sealpost.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * Finds what counts for a domain among what is laid down for patterns: a domain itself before
 * {@code *.domain}, the longest of these before shorter ones, before {@code *}. Immutable; a look
 * costs one step for each label.
 *
 * @param <T> what is laid down
 */
final class PatternMap<T> {
  private final Map<String, T> exact = new HashMap<>();
  private final Map<String, T> below = new HashMap<>();
  private final @Nullable T all;

  PatternMap(Map<DomainPattern, T> laidDown) {
    laidDown.forEach(this::put);
    // What is for both a domain and all below it counts less than what is for one of them.
    laidDown.forEach(
        (pattern, value) -> {
          Domain domain = pattern.domain();
          if (domain != null && pattern.reach() == DomainPattern.Reach.WITHIN) {
            exact.putIfAbsent(domain.name(), value);
            below.putIfAbsent(domain.name(), value);
          }
        });
    this.all = laidDown.get(DomainPattern.ALL);
  }

  private void put(DomainPattern pattern, T value) {
    Domain domain = pattern.domain();
    if (domain != null && pattern.reach() == DomainPattern.Reach.EXACT) {
      exact.put(domain.name(), value);
    } else if (domain != null && pattern.reach() == DomainPattern.Reach.BELOW) {
      below.put(domain.name(), value);
    }
  }

  /** What is laid down for the domain itself; null where nothing is. */
  @Nullable T findExact(String domain) {
    return exact.get(domain);
  }

  /** What is most specific; null where nothing is laid down. */
  @Nullable T find(String domain) {
    T found = exact.isEmpty() ? null : exact.get(domain);
    return found != null ? found : below.isEmpty() ? all : findBelow(domain);
  }

  private @Nullable T findBelow(String domain) {
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      T found = below.get(domain.substring(dot + 1));
      if (found != null) {
        return found;
      }
    }
    return all;
  }

  /** All that is laid down for it, the most specific first. */
  List<T> findAll(String domain) {
    List<@Nullable T> found = new ArrayList<>();
    found.add(exact.get(domain));
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      found.add(below.get(domain.substring(dot + 1)));
    }
    found.add(all);
    return found.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }
}
