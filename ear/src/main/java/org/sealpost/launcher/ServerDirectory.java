package org.sealpost.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory {@code server} in the data directory: all that Payara Micro writes. Nothing in it
 * is worth keeping, and what an earlier run left there could change what this one does (deployed
 * archives and settings persist in domain.xml), so it is made anew at every start.
 */
final class ServerDirectory {
  /** A directory without this file is not ours to clear. */
  private static final String MARK = "cleared-at-every-start";

  private final Path root;
  private final Path log;

  private ServerDirectory(Path root, Path log) {
    this.root = root;
    this.log = log;
  }

  /**
   * Clears and makes it.
   *
   * @throws StartException where it cannot be written
   */
  static ServerDirectory create(Path data) throws StartException {
    Path root = data.resolve("server");
    Path log = data.resolve("log");
    try {
      if (Files.exists(root) && !Files.exists(root.resolve(MARK))) {
        throw new IOException("it exists and was not made by Sealpost");
      }
      clear(root);
      Files.createDirectories(root);
      Files.createFile(root.resolve(MARK));
      Files.createDirectories(log);
    } catch (IOException | UncheckedIOException unwritable) {
      throw new StartException(
          ExitStatus.CANNOT_CREATE,
          "The directory " + root + " cannot be cleared and made (" + unwritable + ").");
    }
    return new ServerDirectory(root, log);
  }

  /** Where the server has its configuration and its applications. */
  Path root() {
    return root.resolve("domain");
  }

  /** Where the server's own jars are unpacked. */
  Path unpacked() {
    return root;
  }

  /** Where the logs are; kept from run to run. */
  Path log() {
    return log;
  }

  /**
   * Writes the configuration of java.util.logging: everything from INFO goes to the log file.
   *
   * <p>But not the server's search for what a web application leaves behind when it is taken away:
   * here it is taken away once, just before the process ends. And not all that the broker could
   * tell: its audit has a line with the content of each message.
   */
  Path writeLoggingConfiguration() throws IOException {
    Path file = root.resolve("logging.properties");
    String directory = log.toString().replace("\\", "\\\\");
    Files.writeString(
        file,
        """
        handlers=%s
        %s=%s
        .level=INFO
        jakarta.enterprise.web.util.level=OFF
        org.apache.activemq.level=WARNING
        org.apache.activemq.audit.level=OFF
        """
            .formatted(LogFile.class.getName(), LogFile.DIRECTORY, directory),
        StandardCharsets.UTF_8);
    return file;
  }

  /** Takes an archive out of the runnable jar. */
  Path extract(String archive) throws IOException {
    Path file = root.resolve(archive);
    try (InputStream in = ServerDirectory.class.getResourceAsStream("/archives/" + archive)) {
      if (in == null) {
        throw new IOException(archive + " is missing in the runnable jar");
      }
      Files.copy(in, file);
    }
    return file;
  }

  private static void clear(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      // The mark goes last, so that a start that was killed here is not taken for somebody else's.
      Path mark = directory.resolve(MARK);
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(mark) && !file.equals(directory)) {
          Files.delete(file);
        }
      }
      Files.delete(mark);
    }
  }
}
