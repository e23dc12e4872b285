package org.sealpost.config;

import java.util.List;

/** The settings cannot be used. The message names every wrong key, its value and what is right. */
public final class WrongSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line for each problem: key, value, what would be right. */
  public WrongSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
