package org.sealpost.web.queue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.SortMeta;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueueSort;
import org.sealpost.queue.RecipientState;
import org.sealpost.queue.Urgency;
import org.sealpost.smtp.TlsRequirement;

/**
 * What the address of the queue page says, read as a filter and an order. An unknown word in it
 * counts as not said: an old bookmark still opens the page.
 */
final class QueueParameters {
  /** Value of {@code state} for every recipient, finished or not. */
  static final String EVERY_STATE = "ALL";

  private static final int LONGEST_TEXT = 200;

  private QueueParameters() {}

  /**
   * The filter.
   *
   * @param state name of a state, {@value #EVERY_STATE}, or nothing for all that are not finished
   */
  static QueueFilter filter(
      @Nullable String domain,
      @Nullable String requirement,
      @Nullable String state,
      @Nullable String text) {
    RecipientState chosen = constant(RecipientState.class, state);
    boolean everyState = state != null && state.strip().equalsIgnoreCase(EVERY_STATE);
    return new QueueFilter(
        said(domain), requirement(requirement), chosen, chosen == null && !everyState, said(text));
  }

  /** The order; newest first where none is chosen. */
  static QueueSort sort(@Nullable SortMeta meta) {
    if (meta == null) {
      return QueueSort.NEWEST;
    }
    QueueSort.Column column = constant(QueueSort.Column.class, meta.getField());
    return column == null ? QueueSort.NEWEST : new QueueSort(column, meta.getOrder().isAscending());
  }

  /** The requirement with this name, null for another text. */
  static @Nullable TlsRequirement requirement(@Nullable String name) {
    return constant(TlsRequirement.class, name);
  }

  /** The urgency with this name, normal for another text. */
  static Urgency urgency(String name) {
    Urgency urgency = constant(Urgency.class, name);
    return urgency == null ? Urgency.NORMAL : urgency;
  }

  private static @Nullable String said(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    return stripped.length() <= LONGEST_TEXT ? stripped : stripped.substring(0, LONGEST_TEXT);
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    if (name == null) {
      return null;
    }
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
    }
    return null;
  }
}
