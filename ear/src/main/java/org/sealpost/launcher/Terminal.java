package org.sealpost.launcher;

import java.io.PrintStream;

/**
 * What the operator sees: the progress line, then whole lines. Plain text without control
 * sequences, so that it reads the same in a terminal, a pipe and a service manager's journal.
 * Thread-safe.
 */
final class Terminal {
  private final PrintStream out;
  private boolean lineIsOpen;

  Terminal(PrintStream out) {
    this.out = out;
  }

  /** Adds a step to the progress line. */
  synchronized void step(String name) {
    out.print(lineIsOpen ? " " + name + " ..." : name + " ...");
    out.flush();
    lineIsOpen = true;
  }

  /** Prints whole lines, after ending the progress line. */
  synchronized void print(String lines) {
    if (lineIsOpen) {
      out.println();
      lineIsOpen = false;
    }
    out.println(lines);
    out.flush();
  }
}
