package org.sealpost.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.lab.LabZone.Signing;

/**
 * BIND as the only name server of a small world: it serves the root, a top-level domain and the
 * zones below, signed by BIND's own tools. It is authoritative for all it is asked, so the resolver
 * under test finds every answer and every key at one address.
 *
 * <p>Records are added before {@link #start}; those of {@link LabZone#PLAIN} can be replaced while
 * it runs.
 */
public final class SignedNameServer implements AutoCloseable {
  private static final Path NAMED = Path.of("/usr/sbin/named");
  private static final String PACKAGES = "Debian packages bind9 and bind9-utils";
  private static final long TOOL_SECONDS = 60;

  private final Path directory;
  private final Map<LabZone, List<String>> added = new EnumMap<>(LabZone.class);
  private final Set<String> forged = new HashSet<>();
  private int port;
  private int serial = 1;
  private @Nullable Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  /** Makes keys in this directory, which stays the caller's. Fails where BIND is not installed. */
  public SignedNameServer(Path directory) {
    if (!Files.isExecutable(NAMED)) {
      throw new IllegalStateException(NAMED + " is missing: install the " + PACKAGES);
    }
    this.directory = directory;
  }

  /** Adds one line of a zone file, its name absolute. */
  public void add(LabZone zone, String line) {
    records(zone).add(line);
  }

  /** Makes the signature of these records a wrong one. */
  public void forge(String absoluteName, String type) {
    forged.add(absoluteName + " RRSIG " + type);
  }

  /** Signs everything and serves it. */
  public void start() {
    try {
      for (LabZone zone : LabZone.values()) {
        write(zone);
      }
      port = freePort();
      Files.writeString(directory.resolve("named.conf"), configuration());
      // A copy, because distributions confine the installed one to its own directories.
      Path copy = directory.resolve("lab-named");
      Files.copy(NAMED, copy);
      copy.toFile().setExecutable(true);
      Process named = launch(List.of(copy.toString(), "-f", "-n", "1", "-c", "named.conf"));
      process = named;
      listen(named);
      awaitLine("running");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Replaces the records of {@link LabZone#PLAIN} that have this name, and serves the new ones. */
  public void replace(String absoluteName, String... lines) {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    List<String> plain = records(LabZone.PLAIN);
    plain.removeIf(line -> line.startsWith(absoluteName + " "));
    plain.addAll(List.of(lines));
    serial++;
    try {
      write(LabZone.PLAIN);
      new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
      awaitLine("zone plain.test/IN: loaded serial " + serial);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** As it stands in {@code dns.servers}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The key of the root, as a zone file. */
  public Path trustAnchors() {
    return directory.resolve("root.key");
  }

  /** What was asked so far: {@code mx1.c1.nsec.test TLSA udp}. */
  public List<String> questions() {
    try {
      return Files.readAllLines(directory.resolve("queries.log")).stream()
          .map(SignedNameServer::question)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** {@code … query: NAME IN TYPE FLAGS (SERVER)}; a T among the flags is TCP. */
  private static String question(String line) {
    String[] words = line.substring(line.indexOf(" query: ") + 8).split(" ", 5);
    return words[0] + " " + words[2] + (words[3].contains("T") ? " tcp" : " udp");
  }

  private void write(LabZone zone) throws IOException {
    if (zone.signing() == Signing.NOT_LOADED) {
      return;
    }
    String name = fileName(zone);
    StringBuilder text = new StringBuilder("$TTL 3600\n");
    text.append(zone.origin()).append(" SOA ns.test. admin.test. ").append(serial);
    text.append(" 3600 600 86400 300\n").append(zone.origin()).append(" NS ns.test.\n");
    if (zone == LabZone.TEST) {
      text.append("ns.test. A 127.0.0.1\n");
    }
    for (LabZone child : LabZone.values()) {
      if (isParent(zone, child)) {
        text.append(child.origin()).append(" NS ns.test.\n");
        if (child.signing().isSigned()) {
          text.append(Files.readString(directory.resolve("dsset-" + child.origin())));
        }
      }
    }
    records(zone).forEach(line -> text.append(line).append('\n'));
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    if (zone.signing().isSigned()) {
      sign(zone, name, file);
    }
  }

  private List<String> records(LabZone zone) {
    return added.computeIfAbsent(zone, none -> new ArrayList<>());
  }

  private void sign(LabZone zone, String name, Path file) throws IOException {
    String algorithm = "ECDSAP256SHA256";
    String key = run("dnssec-keygen", "-q", "-a", algorithm, "-f", "KSK", zone.origin()).strip();
    String publicKey = Files.readString(directory.resolve(key + ".key"));
    Files.writeString(file, publicKey, StandardOpenOption.APPEND);
    if (zone == LabZone.ROOT) {
      Files.writeString(trustAnchors(), publicKey);
    }
    List<String> command = new ArrayList<>(List.of("dnssec-signzone", "-q", "-z", "-P"));
    command.addAll(List.of("-O", "full", "-n", "1", "-o", zone.origin(), "-f", name + ".signed"));
    if (zone.signing() == Signing.NSEC3) {
      command.addAll(List.of("-3", "-", "-H", "0")); // RFC 9276 §3.1
    }
    if (zone.signing() == Signing.EXPIRED) {
      command.addAll(List.of("-s", "20200101000000", "-e", "20200201000000"));
    }
    command.addAll(List.of(name, key));
    run(command.toArray(String[]::new));
    forge(directory.resolve(name + ".signed"));
  }

  private void forge(Path signed) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(signed)) {
      String[] words = line.split("\\s+", 6);
      boolean wrong =
          words.length == 6 && forged.contains(words[0] + " " + words[3] + " " + words[4]);
      lines.add(wrong ? LabZone.forged(line) : line);
    }
    Files.write(signed, lines);
  }

  private static boolean isParent(LabZone zone, LabZone child) {
    if (zone == LabZone.ROOT) {
      return child == LabZone.TEST;
    }
    return zone == LabZone.TEST && child != LabZone.TEST && child != LabZone.ROOT;
  }

  private static String fileName(LabZone zone) {
    return zone == LabZone.ROOT ? "root.zone" : zone.origin() + "zone";
  }

  private String configuration() {
    String zones =
        List.of(LabZone.values()).stream()
            .map(
                zone ->
                    "zone \"%s\" { type primary; check-names ignore; file \"%s\"; };%n"
                        .formatted(
                            zone.origin(),
                            fileName(zone) + (zone.signing().isSigned() ? ".signed" : "")))
            .collect(Collectors.joining());
    return """
        options {
          directory "%s"; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
          pid-file none; session-keyfile none; recursion no; dnssec-validation no; notify no;
          empty-zones-enable no; check-integrity no; check-mx ignore; check-mx-cname ignore;
          allow-query { 127.0.0.0/8; }; minimal-responses yes;
        };
        controls { };
        logging {
          channel out { stderr; severity info; };
          category default { out; };
          channel asked { file "queries.log"; };
          category queries { asked; };
        };
        """
            .formatted(directory, port)
        + zones;
  }

  /** Reads what the server says of itself; it would stop in the middle of a line otherwise. */
  private void listen(Process named) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(named.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(said::add);
              } catch (IOException | UncheckedIOException ended) {
                said.add("no more to read: " + ended);
              }
            },
            "lab-named");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits until the server says this at the end of a line. */
  private void awaitLine(String expected) {
    StringBuilder before = new StringBuilder();
    try {
      @Nullable String line = said.poll(TOOL_SECONDS, TimeUnit.SECONDS);
      while (line != null && !line.endsWith(expected)) {
        before.append(line).append('\n');
        line = said.poll(TOOL_SECONDS, TimeUnit.SECONDS);
      }
      if (line == null) {
        throw new IllegalStateException("the name server never said it:\n" + before);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private Process launch(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private String run(String... command) throws IOException {
    Process tool;
    try {
      tool = launch(List.of(command));
    } catch (IOException missing) {
      throw new IllegalStateException(
          command[0] + " cannot be run: install the " + PACKAGES, missing);
    }
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
    return said;
  }

  /** Free for UDP and TCP. */
  private static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
        DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
      return udp.getLocalPort();
    }
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      // It writes into its directory up to its end, which the caller is about to remove.
      if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
