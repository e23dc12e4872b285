package org.sealpost.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the tests' own: made in a temporary directory when it is first asked for, on
 * loopback and a free port, gone with the JVM. It writes as a real one does: {@code fsync} is on.
 * PostgreSQL refuses to run as root; then it runs as {@code postgres}.
 */
public final class PostgresCluster {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String ACCOUNT = "postgres";
  private static final int PATIENCE_SECONDS = 120;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresCluster running;

  private final Path programs;
  private final Path directory;
  private final int port;

  private PostgresCluster() throws IOException {
    programs = newest(INSTALLED).resolve("bin");
    directory = Files.createTempDirectory("sealpost-postgresql");
    port = freePort();
    if (isRoot()) {
      UserPrincipal account =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT);
      Files.setOwner(directory, account);
    }
    run("initdb", "-D", data(), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    start();
  }

  private void start() throws IOException {
    String options =
        "-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories= -c fsync=on"
            .formatted(port);
    run("pg_ctl", "-D", data(), "-w", "-l", directory + "/log", "-o", options, "start");
  }

  /** Ends it as a crash would, and starts it anew: every connection is broken. */
  public void crash() throws IOException {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    start();
  }

  /** The one of this JVM. */
  public static synchronized PostgresCluster running() {
    PostgresCluster cluster = running;
    if (cluster == null) {
      try {
        cluster = new PostgresCluster();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      running = cluster;
    }
    return cluster;
  }

  /** Makes an empty database; returns its name. */
  public String create() {
    String name = "queue" + DATABASES.incrementAndGet();
    run(connection -> connection.createStatement().execute("create database " + name));
    return name;
  }

  /** Drops one, whoever is connected to it. */
  public void drop(String name) {
    run(connection -> connection.createStatement().execute("drop database " + name + " (force)"));
  }

  /** For JDBC, with the user. */
  public String url(String database) {
    return address(database) + "?user=" + ACCOUNT;
  }

  /** For JDBC, without the user, who is {@code postgres} and needs no password. */
  public String address(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void run(Work work) {
    try (Connection connection = DriverManager.getConnection(url(ACCOUNT))) {
      work.run(connection);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private String data() {
    return directory + "/data";
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", ACCOUNT, "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("sealpost-postgresql", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            program + ": " + Files.readString(output, StandardCharsets.UTF_8).strip());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    } finally {
      Files.delete(output);
    }
  }

  private void stop() {
    try {
      run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException left) {
      System.err.println("PostgreSQL left behind in " + directory + ": " + left);
    }
  }

  private static Path newest(Path versions) throws IOException {
    try (Stream<Path> all = Files.list(versions)) {
      return all.max(
              Comparator.comparingInt(path -> Integer.parseInt(path.getFileName().toString())))
          .orElseThrow(() -> new IOException("no PostgreSQL in " + versions));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
