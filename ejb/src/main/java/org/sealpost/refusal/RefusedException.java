package org.sealpost.refusal;

import jakarta.ejb.ApplicationException;
import java.io.Serializable;

/**
 * Something was not done, and the transaction is rolled back. The message is the English sentence
 * of the reason.
 */
@ApplicationException(rollback = true)
public abstract class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CHARACTERS = 400;

  private final Refusal reason;
  private final Serializable[] values;

  /**
   * For a reason.
   *
   * @param values what its sentence names, in that order; whole numbers stay numbers, of anything
   *     else the first 400 characters of its text are kept
   */
  protected RefusedException(Refusal reason, Object... values) {
    super(reason.sentence(kept(values)));
    this.reason = reason;
    this.values = kept(values);
  }

  /** Why. */
  public final Refusal reason() {
    return reason;
  }

  /** What the sentence names: integers, longs and strings. */
  public final Object[] values() {
    Object[] copy = new Object[values.length];
    System.arraycopy(values, 0, copy, 0, values.length);
    return copy;
  }

  private static Serializable[] kept(Object[] values) {
    Serializable[] kept = new Serializable[values.length];
    for (int i = 0; i < values.length; i++) {
      kept[i] =
          values[i] instanceof Integer || values[i] instanceof Long
              ? (Number) values[i]
              : cut(String.valueOf(values[i]));
    }
    return kept;
  }

  private static String cut(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    boolean inside = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
    return text.substring(0, inside ? MOST_CHARACTERS - 1 : MOST_CHARACTERS) + "…";
  }
}
