package org.sealpost.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Java 25 beside the one that tests run on: that of {@code JAVA25_HOME}, else the first one in
 * {@code /usr/lib/jvm} that says 25.
 */
public final class LaterJava {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private LaterJava() {}

  /** Its {@code java}; empty where there is none. */
  public static Optional<Path> find() throws IOException {
    @Nullable String home = System.getenv("JAVA25_HOME");
    if (home != null) {
      Path java = Path.of(home, "bin", "java");
      if (!Files.isExecutable(java)) {
        // Asked for by name: a mistake in it is no reason to skip.
        throw new IllegalStateException("JAVA25_HOME: there is no " + java);
      }
      return Optional.of(java);
    }
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, "*25*")) {
      for (Path each : found) {
        Path java = each.resolve("bin/java");
        if (Files.isExecutable(java)) {
          return Optional.of(java);
        }
      }
    }
    return Optional.empty();
  }
}
