package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A mail program that is not ours, and how it is told to send one message. */
enum ClientProgram {
  CURL("/usr/bin/curl") {
    @Override
    List<String> command(Path directory, Sending sending) {
      boolean implicit = sending.tls() == Tls.IMPLICIT;
      List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error"));
      command.add("--url");
      command.add((implicit ? "smtps" : "smtp") + "://127.0.0.1:" + sending.port() + "/curl.test");
      command.addAll(List.of("--mail-from", SENDER, "--mail-rcpt", sending.recipient()));
      command.addAll(List.of("--upload-file", directory.resolve(MESSAGE).toString()));
      if (sending.tls() != Tls.NONE) {
        command.addAll(List.of("--ssl-reqd", "--insecure"));
      }
      return command;
    }
  },

  MSMTP("/usr/bin/msmtp") {
    @Override
    List<String> command(Path directory, Sending sending) {
      List<String> command =
          new ArrayList<>(
              List.of("msmtp", "--file=/dev/null", "--host=127.0.0.1", "--domain=msmtp.test"));
      command.add("--port=" + sending.port());
      command.add("--from=" + SENDER);
      command.add("--tls=" + (sending.tls() == Tls.NONE ? "off" : "on"));
      command.add("--tls-starttls=" + (sending.tls() == Tls.STARTTLS ? "on" : "off"));
      command.add("--tls-certcheck=off");
      // RFC 3461: a program that asks for notifications.
      command.addAll(List.of("--dsn-notify=failure,delay", "--dsn-return=headers"));
      command.add(sending.recipient());
      return command;
    }
  },

  S_NAIL("/usr/bin/s-nail") {
    @Override
    List<String> command(Path directory, Sending sending) {
      List<String> command = new ArrayList<>(List.of("s-nail", "-:/", "-t", "-Sv15-compat"));
      String scheme = sending.tls() == Tls.IMPLICIT ? "smtps" : "smtp";
      command.add("-Smta=" + scheme + "://127.0.0.1:" + sending.port());
      command.addAll(List.of("-Ssmtp-auth=none", "-Stls-verify=ignore", "-Shostname=snail.test"));
      command.addAll(List.of("-Ssmtp-hostname=snail.test", "-Sfrom=" + SENDER, "-Ssendwait"));
      if (sending.tls() == Tls.STARTTLS) {
        command.add("-Ssmtp-use-starttls");
      }
      command.add("-Snosave"); // no dead.letter
      return command;
    }

    /** A template in the system's own lines, to which the program adds what it sees fit. */
    @Override
    String input(String message) {
      return message
          .replaceAll("(?m)^(Date|MIME-Version|Content-.*): .*\r\n", "")
          .replace("\r", "");
    }
  },

  MUTT("/usr/bin/mutt") {
    @Override
    List<String> command(Path directory, Sending sending) {
      boolean implicit = sending.tls() == Tls.IMPLICIT;
      List<String> command = new ArrayList<>(List.of("mutt", "-n", "-F", "/dev/null"));
      List<String> settings =
          List.of(
              "set smtp_url=\""
                  + (implicit ? "smtps" : "smtp")
                  + "://127.0.0.1:"
                  + sending.port()
                  + "/\"",
              "set ssl_starttls=" + (sending.tls() == Tls.STARTTLS ? "yes" : "no"),
              "set ssl_force_tls=" + (sending.tls() == Tls.NONE ? "no" : "yes"),
              "set certificate_file=\"" + sending.certificate() + "\"",
              "set ssl_verify_host=no",
              "set ssl_verify_dates=no",
              "set hostname=mutt.test",
              "set from=" + SENDER,
              "set use_from=yes",
              "set use_envelope_from=yes",
              "set copy=no",
              "set charset=utf-8",
              "set edit_headers=no");
      for (String setting : settings) {
        command.addAll(List.of("-e", setting));
      }
      // -H takes the header from the file as well.
      command.addAll(List.of("-H", directory.resolve(MESSAGE).toString()));
      return command;
    }
  },

  PYTHON("/usr/bin/python3") {
    @Override
    List<String> command(Path directory, Sending sending) throws IOException {
      boolean implicit = sending.tls() == Tls.IMPLICIT;
      Path script = directory.resolve("send.py");
      Files.writeString(
          script,
          """
          import smtplib, ssl, sys
          trust = ssl.create_default_context()
          trust.check_hostname = False
          trust.verify_mode = ssl.CERT_NONE
          %s
          %s
          message = open(%s, 'rb').read().replace(b'\\r\\n', b'\\n').replace(b'\\n', b'\\r\\n')
          client.sendmail(%s, [%s], message,
              mail_options=['BODY=8BITMIME', 'SMTPUTF8'], rcpt_options=['NOTIFY=NEVER'])
          client.quit()
          """
              .formatted(
                  implicit
                      ? "client = smtplib.SMTP_SSL('127.0.0.1', %d, 'python.test', context=trust)"
                          .formatted(sending.port())
                      : "client = smtplib.SMTP('127.0.0.1', %d, 'python.test')"
                          .formatted(sending.port()),
                  sending.tls() == Tls.STARTTLS ? "client.starttls(context=trust)" : "",
                  quoted(directory.resolve(MESSAGE).toString()),
                  quoted(SENDER),
                  quoted(sending.recipient())),
          UTF_8);
      return List.of("/usr/bin/python3", script.toString());
    }
  },

  NODEMAILER("/usr/share/nodejs/nodemailer/package.json") {
    @Override
    List<String> command(Path directory, Sending sending) throws IOException {
      Path script = directory.resolve("send.js");
      Files.writeString(
          script,
          """
          const mailer = require('/usr/share/nodejs/nodemailer').createTransport({
            host: '127.0.0.1', port: %d, name: 'nodemailer.test',
            secure: %b, requireTLS: %b, ignoreTLS: %b, tls: { rejectUnauthorized: false }
          })
          mailer.sendMail({
            envelope: {
              from: %s, to: [%s],
              dsn: { id: 'some+id', return: 'headers', notify: ['failure'], recipient: %s }
            },
            raw: { path: %s }
          }, (failure) => {
            if (failure) { console.error(failure); process.exit(1) }
          })
          """
              .formatted(
                  sending.port(),
                  sending.tls() == Tls.IMPLICIT,
                  sending.tls() == Tls.STARTTLS,
                  sending.tls() == Tls.NONE,
                  quoted(SENDER),
                  quoted(sending.recipient()),
                  quoted(sending.recipient()),
                  quoted(directory.resolve(MESSAGE).toString())),
          UTF_8);
      return List.of("node", script.toString());
    }
  };

  static final String SENDER = "anna@sender.example";

  /** The file the message is in, where a program does not read it from its input. */
  static final String MESSAGE = "message.eml";

  private final Path installedAs;

  ClientProgram(String installedAs) {
    this.installedAs = Path.of(installedAs);
  }

  /** How the session is protected. */
  enum Tls {
    NONE,
    STARTTLS,
    IMPLICIT
  }

  /**
   * One sending.
   *
   * @param certificate of the server, PEM
   */
  record Sending(int port, Tls tls, String recipient, Path certificate) {}

  abstract List<String> command(Path directory, Sending sending) throws IOException;

  /** What it is given to send. */
  String input(String message) {
    return message;
  }

  boolean isInstalled() {
    return Files.exists(installedAs);
  }

  /** Sends the message; fails with what the program printed where the program says it failed. */
  void send(Path directory, Sending sending, String message)
      throws IOException, InterruptedException {
    Path file = directory.resolve(MESSAGE);
    Files.writeString(file, input(message), UTF_8);
    ProcessBuilder builder =
        new ProcessBuilder(command(directory, sending))
            .redirectErrorStream(true)
            .redirectInput(file.toFile())
            .directory(directory.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MAILRC", "/dev/null");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError(this + " over " + sending.tls() + " failed: " + printed);
    }
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
