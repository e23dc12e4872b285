package org.sealpost.smtp;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one RCPT command (RFC 3461 §4.1, §4.2).
 *
 * @param notifyOn {@code NOTIFY=}: empty for NEVER, null where it was left out
 * @param originalRecipient {@code ORCPT=}, null where it was left out
 */
public record RecipientParameters(
    @Nullable Set<NotifyOn> notifyOn, @Nullable OriginalRecipient originalRecipient) {
  /** A RCPT command without any parameter. */
  public static final RecipientParameters NONE = new RecipientParameters(null, null);

  private static final String NEVER = "NEVER";

  /** Copies the set. */
  public RecipientParameters {
    notifyOn = notifyOn == null ? null : Set.copyOf(notifyOn);
  }

  /** Reads the value of {@code NOTIFY=}: NEVER alone, or a list of the others (RFC 3461 §4.1). */
  public static Optional<Set<NotifyOn>> parseNotify(String value) {
    if (value.equalsIgnoreCase(NEVER)) {
      return Optional.of(Set.of());
    }
    Set<NotifyOn> found = EnumSet.noneOf(NotifyOn.class);
    for (String keyword : value.split(",", -1)) {
      Optional<NotifyOn> one = event(keyword);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      found.add(one.get());
    }
    return Optional.of(found);
  }

  private static Optional<NotifyOn> event(String keyword) {
    for (NotifyOn candidate : NotifyOn.values()) {
      if (candidate.name().equals(keyword.toUpperCase(Locale.ROOT))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The value of {@code NOTIFY=} on the wire; null where it was left out. */
  public @Nullable String notifyText() {
    Set<NotifyOn> asked = notifyOn;
    if (asked == null) {
      return null;
    }
    return asked.isEmpty()
        ? NEVER
        : new TreeSet<>(asked).stream().map(NotifyOn::name).collect(Collectors.joining(","));
  }

  /**
   * Whether the sender wants to be told. Who said nothing is told of failure and delay (RFC 3461
   * §4.1).
   */
  public boolean wants(NotifyOn event) {
    return notifyOn == null ? event != NotifyOn.SUCCESS : notifyOn.contains(event);
  }

  /**
   * The same but for one event (RFC 3461 §5.2.7.3 (c)). Who asked for nothing else is told of
   * nothing: NEVER.
   */
  public RecipientParameters without(NotifyOn event) {
    Set<NotifyOn> asked = notifyOn;
    if (asked == null) {
      return this;
    }
    Set<NotifyOn> left = new TreeSet<>(asked);
    left.remove(event);
    return new RecipientParameters(left, originalRecipient);
  }

  /**
   * The same recipient was given twice and gets one copy: what either asked to be told of, and the
   * first original recipient.
   */
  public RecipientParameters and(RecipientParameters other) {
    Set<NotifyOn> both = EnumSet.noneOf(NotifyOn.class);
    for (NotifyOn event : NotifyOn.values()) {
      if (wants(event) || other.wants(event)) {
        both.add(event);
      }
    }
    return new RecipientParameters(
        notifyOn == null && other.notifyOn == null ? null : both,
        originalRecipient == null ? other.originalRecipient : originalRecipient);
  }
}
