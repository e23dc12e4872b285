package org.sealpost.exceptions;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.Domain;

/** All exceptions that have not been ended, as they were at one moment. Immutable. */
public final class ExceptionBook {
  /** Nothing is laid down; older than any other book. */
  public static final ExceptionBook EMPTY = new ExceptionBook(-1, List.of());

  private final long version;
  private final Map<Domain, List<LaidDown>> byDomain;

  /**
   * @param version grows with each change
   * @param all exceptions; those that have ended do no harm
   */
  public ExceptionBook(long version, Collection<LaidDown> all) {
    this.version = version;
    this.byDomain = all.stream().collect(Collectors.groupingBy(LaidDown::domain));
  }

  long version() {
    return version;
  }

  /** What counts for a domain at that moment. */
  OperatorExceptions find(Domain domain, Instant now) {
    List<LaidDown> laidDown =
        byDomain.getOrDefault(domain, List.of()).stream()
            .filter(one -> one.isInForce(now))
            .toList();
    if (laidDown.isEmpty()) {
      return OperatorExceptions.NONE;
    }
    Set<ExceptionKind> kinds =
        laidDown.stream().map(LaidDown::kind).collect(Collectors.toUnmodifiableSet());
    Set<String> pins =
        laidDown.stream()
            .filter(one -> one.kind() == ExceptionKind.PIN_KEY)
            .map(one -> String.valueOf(one.pin()))
            .collect(Collectors.toUnmodifiableSet());
    return new OperatorExceptions(
        kinds.contains(ExceptionKind.REQUIRE_TLS),
        kinds.contains(ExceptionKind.FORBID_PLAINTEXT),
        kinds.contains(ExceptionKind.IGNORE_DANE),
        kinds.contains(ExceptionKind.IGNORE_MTA_STS),
        pins);
  }
}
