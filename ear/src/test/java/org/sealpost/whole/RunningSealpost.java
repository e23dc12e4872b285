package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The runnable jar as a process, with a data directory and ports of its own, all on loopback. Made
 * once for a test class, it can be started, stopped or killed and started again with the same data.
 *
 * <pre>{@code
 * try (RunningSealpost sealpost = new RunningSealpost(temporary)) {
 *   sealpost.set("local.domains", "example.org").start().awaitReady();
 *   ... sealpost.relayPort() ... sealpost.console() ...
 *   sealpost.kill();
 *   sealpost.start().awaitReady();
 * }
 * }</pre>
 */
public final class RunningSealpost implements AutoCloseable {
  /** The machine may be busy with other builds. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String READY = "Sealpost is ready.";
  private static final String END_OF_GREETING = "  Stop ";

  private final Path data;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private @Nullable Run run;

  /**
   * Not started yet; four free ports are chosen.
   *
   * @param data its data directory, need not exist
   */
  public RunningSealpost(Path data) {
    this.data = data.toAbsolutePath();
    List<Integer> ports = freePorts(4);
    set("http.port", ports.get(0).toString());
    set("smtp.relay.port", ports.get(1).toString());
    set("smtp.submission.port", ports.get(2).toString());
    set("smtp.submissions.port", ports.get(3).toString());
  }

  /** Sets a setting of {@code sealpost.properties} for the next start. */
  public RunningSealpost set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Sets an environment variable for the next start. */
  public RunningSealpost environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The {@code java} command of the next start; that of the tests unless said otherwise. */
  public RunningSealpost onJava(Path command) {
    java = command;
    return this;
  }

  /** The data directory. */
  public Path data() {
    return data;
  }

  /** Port of the relay listener on 127.0.0.1. */
  public int relayPort() {
    return port("smtp.relay.port");
  }

  /** Port of the submission listener on 127.0.0.1. */
  public int submissionPort() {
    return port("smtp.submission.port");
  }

  /** Port of the submissions listener on 127.0.0.1. */
  public int submissionsPort() {
    return port("smtp.submissions.port");
  }

  /** Where the console is. */
  public URI console() {
    return URI.create("http://127.0.0.1:" + port("http.port") + "/");
  }

  /** Starts the process; returns at once. Its settings file is written by every start. */
  public RunningSealpost start() throws IOException {
    StringBuilder file = new StringBuilder();
    settings.forEach((key, value) -> file.append(key + " = " + value + "\n"));
    if (Files.isDirectory(data) || !Files.exists(data)) {
      writeSettings(file.toString());
    }
    run = new Run(process());
    return this;
  }

  /** Waits until it takes mail; fails with everything it printed where it ends before that. */
  public RunningSealpost awaitReady() throws InterruptedException {
    Run current = current();
    if (!current.ready.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("not ready in time: " + current.output());
    }
    if (!current.output().contains(READY)) {
      throw new AssertionError("ended before it was ready: " + current.output());
    }
    return this;
  }

  /** Waits until the process has ended. */
  public int awaitEnd() throws InterruptedException {
    Run current = current();
    if (!current.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("did not end in time: " + current.output());
    }
    current.reader.join();
    return current.process.exitValue();
  }

  /** SIGTERM, then waits for the end. */
  public int stop() throws InterruptedException {
    // Not Process.destroy(), which also closes the stream that its last words come through.
    current().process.toHandle().destroy();
    return awaitEnd();
  }

  /** kill -9, then waits for the end. */
  public void kill() throws InterruptedException {
    current().process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** Where its SMTP listener is. */
  public InetSocketAddress relay() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), relayPort());
  }

  /** Whether the process is there. */
  public boolean isAlive() {
    return current().process.isAlive();
  }

  /** The process id. */
  public long pid() {
    return current().process.pid();
  }

  /** Everything in the server's log so far, of all runs. */
  public String log() throws IOException {
    return Files.readString(data.resolve("log/sealpost.log"), UTF_8);
  }

  /** What this run has printed so far. */
  public String output() {
    return current().output();
  }

  /** Kills what is still running. */
  @Override
  public void close() {
    if (run != null) {
      run.process.destroyForcibly().onExit().join();
    }
  }

  /** Ports of 127.0.0.1 that nobody has at this moment, all different. */
  public static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private int port(String key) {
    String port = settings.get(key);
    if (port == null) {
      throw new IllegalStateException(key + " is not set");
    }
    return Integer.parseInt(port);
  }

  private void writeSettings(String text) throws IOException {
    // A data directory that cannot be made is a case of its own, and not ours to complain of.
    if (data.getParent() != null && Files.isDirectory(data.getParent())) {
      Files.createDirectories(data);
      Files.writeString(data.resolve("sealpost.properties"), text, UTF_8);
    }
  }

  /**
   * Runs the jar with arguments, beside the server where one runs, and waits for its end.
   *
   * @return its exit status, and what it printed where that is not 0
   */
  public String command(String... arguments) throws IOException, InterruptedException {
    Process process = process(arguments);
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    return status == 0 ? "0" : status + " " + printed;
  }

  private Process process(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx512m",
            // A process of a minute is faster without the second compiler.
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("sealpost.jar"));
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("SEALPOST_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    builder.environment().put("SEALPOST_DATA", data.toString());
    return builder.redirectErrorStream(true).start();
  }

  private Run current() {
    if (run == null) {
      throw new IllegalStateException("not started");
    }
    return run;
  }

  /** One process, and the thread that reads what it prints. */
  private static final class Run {
    private final Process process;
    private final Thread reader;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final StringBuilder printed = new StringBuilder();

    Run(Process process) {
      this.process = process;
      this.reader = new Thread(this::read, "output of " + process.pid());
      reader.start();
    }

    synchronized String output() {
      return printed.toString();
    }

    private synchronized void print(String line) {
      printed.append(line).append('\n');
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          print(line);
          if (line.startsWith(END_OF_GREETING)) {
            ready.countDown();
          }
        }
      } catch (IOException killed) {
        print(killed.toString());
      } finally {
        ready.countDown();
      }
    }
  }
}
