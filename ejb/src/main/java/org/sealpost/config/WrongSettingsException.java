package org.sealpost.config;

import java.util.ArrayList;
import java.util.List;

/** The settings cannot be used. The message names every wrong key, its value and what is right. */
public final class WrongSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  /** One line for each problem: key, value, what would be right. */
  public WrongSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = new ArrayList<>(problems);
  }

  /** The lines of the message, at least one. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
