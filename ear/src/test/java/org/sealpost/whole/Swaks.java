package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The client program {@code swaks}, as a process of its own. */
final class Swaks {
  private static final Path COMMAND = Path.of("/usr/bin/swaks");

  private Swaks() {}

  /**
   * How it went.
   *
   * @param exitStatus 0 where the message was taken
   * @param dialogue what it printed: the whole session, and what it thinks of it
   */
  record Run(int exitStatus, String dialogue) {}

  /** Whether the program is there. */
  static boolean isInstalled() {
    return Files.isExecutable(COMMAND);
  }

  /** Runs it against 127.0.0.1 with these arguments. */
  static Run run(int port, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(COMMAND.toString(), "--server", "127.0.0.1"));
    command.addAll(List.of("--port", Integer.toString(port), "--timeout", "60"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String dialogue = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("swaks does not end: " + dialogue);
    }
    return new Run(process.exitValue(), dialogue);
  }
}
