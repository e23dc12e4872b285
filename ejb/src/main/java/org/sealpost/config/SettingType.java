package org.sealpost.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the text of a setting has to be.
 *
 * @param <T> what is made of it
 * @param name one or two words for the table of settings, for example {@code whole number}
 * @param right what is right, as it continues the sentence "has to be …": with unit and range
 * @param example a text that is right
 * @param reader gives the value, empty where the text is wrong
 */
record SettingType<T>(
    String name, String right, String example, Function<String, Optional<T>> reader) {
  /** Reads the text; empty where it is not as it has to be. */
  Optional<T> read(String text) {
    return reader.apply(text);
  }
}
