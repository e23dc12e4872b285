package org.sealpost.web.rest;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page begins; left out on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
  static final int USUAL = 50;
  static final int MOST = 200;

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** Of one row more than fits, where there is one. */
  static <T> Page<T> of(List<T> rows, int size, Function<T, String> key) {
    boolean more = rows.size() > size;
    List<T> page = more ? rows.subList(0, size) : rows;
    return new Page<>(page, more ? key.apply(page.get(size - 1)) : null);
  }
}
