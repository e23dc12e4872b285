package org.sealpost.web.rest;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Before;

/** Which page of a list a client asks for; filled by the container. */
public class PageQuery {
  /** The longest name that a list goes on after, in characters. */
  private static final int LONGEST_NAME = 512;

  @QueryParam("limit")
  private @Nullable String limit;

  @QueryParam("cursor")
  private @Nullable String cursor;

  /** Rows of a list that has the newest first. */
  @FunctionalInterface
  interface Older<T> {
    /** Rows before a place, null for the newest; so many at most. */
    List<T> read(@Nullable Before before, int most);
  }

  /** Rows of a list in the order of its names. */
  @FunctionalInterface
  interface Later<T> {
    /** Rows after a name, empty for the first; so many at most. */
    List<T> read(String after, int most);
  }

  /** The page of a list that has the newest first; ends the request where the input is wrong. */
  <T> Page<T> newestFirst(Input input, Older<T> rows, Function<T, Before> place) {
    int size = input.limit(limit);
    Before before = input.before(cursor);
    input.check();
    return Page.of(rows.read(before, size + 1), size, row -> place.apply(row).text());
  }

  /** The page of a list in the order of its names; ends the request where the input is wrong. */
  <T> Page<T> byName(Input input, Later<T> rows, Function<T, String> name) {
    int size = input.limit(limit);
    // Not stripped by anybody: a name goes out and comes back as it is.
    String after = cursor == null ? "" : cursor;
    if (after.length() > LONGEST_NAME) {
      input.wrong("cursor", "is longer than " + LONGEST_NAME, "");
    }
    input.check();
    return Page.of(rows.read(after, size + 1), size, name);
  }
}
