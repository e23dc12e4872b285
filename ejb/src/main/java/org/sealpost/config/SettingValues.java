package org.sealpost.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts that were set, and what was wrong with them. Reading goes on after a problem, so that
 * the operator sees all of them at once. Used by one thread.
 */
final class SettingValues {
  /** A problem line shows no more of a value than this. */
  private static final int SHOWN_CHARACTERS = 200;

  private final Function<String, Optional<String>> lookup;
  private final SortedSet<String> present;
  private final List<String> problems = new ArrayList<>();

  SettingValues(Function<String, Optional<String>> lookup, Collection<String> present) {
    this.lookup = lookup;
    this.present = new TreeSet<>(present);
  }

  /** The keys that were set somewhere, in order. */
  SortedSet<String> present() {
    return present;
  }

  /** The value, or the default of a key that has one. Null after a problem and without either. */
  <T> @Nullable T value(SettingKey<T> key) {
    String text = text(key.name()).orElse(key.defaultText());
    return text == null ? null : value(key.name(), text, key.type());
  }

  /** The value, or its default; a key without a default gives this one. */
  <T> T value(SettingKey<T> key, T otherwise) {
    @Nullable T value = value(key);
    return value == null ? otherwise : value;
  }

  /** Reads a text that was set for this key; null after a problem. */
  <T> @Nullable T value(String key, String text, SettingType<T> type) {
    Optional<T> value = type.read(text);
    if (value.isEmpty()) {
      wrong(key, text, "has to be " + type.right() + "; for example " + type.example());
    }
    return value.orElse(null);
  }

  /** What was set for the key; blank is not set, and a problem where the key is there. */
  Optional<String> text(String key) {
    Optional<String> text = lookup.apply(key).map(String::strip).filter(set -> !set.isEmpty());
    if (text.isEmpty() && present.contains(key)) {
      problem(key + ": has no value; give it one, or take the line out for the default");
    }
    return text;
  }

  /** Adds a problem with the value of a key. */
  void wrong(String key, Object value, String right) {
    problem(printable(key) + " = " + printable(value.toString()) + ": " + right);
  }

  /** Adds a problem line. */
  void problem(String line) {
    problems.add(line);
  }

  /** The problems so far, in the order they were found. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private static String printable(String text) {
    String shown =
        text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
