package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sealpost.testkit.TestAuthority;

/**
 * A Postfix of its own with its queue, configuration and mailbox in one directory, on a port of
 * 127.0.0.1. Everything sent to {@code peer.example} goes into one Maildir. Needs root, because
 * Postfix does, and the package {@code postfix}.
 */
final class PrivatePostfix implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path COMMAND = Path.of("/usr/sbin/postfix");

  private static final String SETTINGS =
      """
      compatibility_level = 3.6
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      mail_owner = postfix
      setgid_group = postdrop
      queue_directory = %1$s/queue
      data_directory = %1$s/data
      maillog_file = %1$s/mail.log
      maillog_file_prefixes = %1$s
      inet_interfaces = loopback-only
      inet_protocols = ipv4
      myhostname = mx.peer.example
      mydestination =
      alias_maps =
      virtual_mailbox_domains = peer.example
      virtual_mailbox_base = %1$s/mail
      virtual_mailbox_maps = static:inbox/
      virtual_minimum_uid = 100
      virtual_uid_maps = static:65534
      virtual_gid_maps = static:65534
      smtpd_tls_security_level = may
      smtpd_tls_chain_files = %1$s/key.pem, %1$s/chain.pem
      smtpd_tls_received_header = yes
      """;

  private static final String SERVICES =
      """
      127.0.0.1:%d inet n - n - - smtpd
      pickup  unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr    unix n - n 300 1 qmgr
      tlsmgr  unix - - n 1000 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce  unix - - n - 0 bounce
      defer   unix - - n - 0 bounce
      trace   unix - - n - 0 bounce
      verify  unix - - n - 1 verify
      proxymap unix - - n - - proxymap
      error   unix - - n - - error
      retry   unix - - n - - error
      virtual unix - n n - - virtual
      smtp    unix - - n - - smtp
      anvil   unix - - n - 1 anvil
      postlog unix-dgram n - n - 1 postlogd
      """;

  private final Path directory;
  private final int port = RunningSealpost.freePorts(1).get(0);
  private String more = "";

  /**
   * Not started yet.
   *
   * @param directory where everything of it stands, made here; those above have to be open to
   *     others
   */
  PrivatePostfix(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  /** Makes it a client: everything goes to this port of 127.0.0.1, over STARTTLS. */
  PrivatePostfix relayingTo(int next) {
    more =
        """
        virtual_mailbox_domains =
        relayhost = [127.0.0.1]:%d
        smtp_tls_security_level = encrypt
        """
            .formatted(next);
    return this;
  }

  /** Lets its daemons, which have users of their own, into a temporary directory. */
  static Path openToOthers(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory.resolve("postfix");
  }

  /** Whether the program is there. */
  static boolean isInstalled() {
    return Files.isExecutable(COMMAND);
  }

  /** Starts it; returns when it listens. */
  PrivatePostfix start() throws Exception {
    for (String name : List.of("config", "queue", "data", "mail/inbox")) {
      Files.createDirectories(directory.resolve(name));
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    TestAuthority.Issued certificate = new TestAuthority("Postfix").issue("mx.peer.example");
    TestAuthority.writeKey(certificate, directory.resolve("key.pem"));
    TestAuthority.writeChain(certificate, directory.resolve("chain.pem"));
    Files.writeString(
        directory.resolve("config/main.cf"), SETTINGS.formatted(directory) + more, UTF_8);
    Files.writeString(directory.resolve("config/master.cf"), SERVICES.formatted(port), UTF_8);
    run("chown", "postfix", directory.resolve("data").toString());
    run("chown", "-R", "nobody:nogroup", directory.resolve("mail").toString());
    run(COMMAND.toString(), "-c", directory.resolve("config").toString(), "start");
    Eventually.within(PATIENCE, this::log, () -> log().contains("daemon started"));
    return this;
  }

  /** The port it listens on. */
  int port() {
    return port;
  }

  /** The messages in the Maildir, one character per octet, with the line ends of the file: LF. */
  List<String> messages() throws IOException {
    Path inbox = directory.resolve("mail/inbox/new");
    if (!Files.isDirectory(inbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inbox)) {
      return files.map(PrivatePostfix::octets).toList();
    }
  }

  /** The one message that has this text in it; waits for it. */
  String message(String text) throws Exception {
    Eventually.within(
        PATIENCE,
        () -> "no message with " + text + "; log of Postfix:\n" + log(),
        () -> messages().stream().anyMatch(message -> message.contains(text)));
    return messages().stream().filter(message -> message.contains(text)).findAny().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    try {
      run(COMMAND.toString(), "-c", directory.resolve("config").toString(), "stop");
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Postfix stops", hurried);
    }
  }

  /** Its own log. */
  String log() {
    Path file = directory.resolve("mail.log");
    return Files.exists(file) ? octets(file) : "";
  }

  private static String octets(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    // Into a file: the daemons inherit it, so a pipe would stay open as long as they run.
    File out = directory.resolve("commands.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + octets(out.toPath()) + log());
    }
  }
}
