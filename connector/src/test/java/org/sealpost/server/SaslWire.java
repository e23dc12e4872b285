package org.sealpost.server;

import com.ongres.scram.client.ScramClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sealpost.testkit.WireClient;

/** The client's side of SASL in an SMTP session. */
final class SaslWire {
  private SaslWire() {}

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /** Whether this Java can export keying material, which the server needs for one binding. */
  static boolean hasExporter() {
    return Runtime.version().feature() >= 25;
  }

  /**
   * Authenticates with SCRAM, by a client that is not ours, which checks the server's proof as
   * well.
   *
   * @param binding type and data; empty: SCRAM-SHA-256 without
   * @return the last reply
   */
  static String scram(WireClient wire, String name, String password, Optional<Binding> binding)
      throws Exception {
    String mechanism = binding.isPresent() ? "SCRAM-SHA-256-PLUS" : "SCRAM-SHA-256";
    var builder =
        ScramClient.builder()
            .advertisedMechanisms(List.of(mechanism))
            .username(name)
            .password(password.toCharArray());
    binding.ifPresent(bound -> builder.channelBinding(bound.type(), bound.data().clone()));
    ScramClient client = builder.build();
    WireClient.Received first =
        wire.command("AUTH " + mechanism + " " + base64(client.clientFirstMessage().toString()));
    if (first.code() != 334) {
      return first.text();
    }
    client.serverFirstMessage(text(first.lines().get(0)));
    WireClient.Received second = wire.command(base64(client.clientFinalMessage().toString()));
    if (second.code() != 334) {
      return second.text();
    }
    client.serverFinalMessage(text(second.lines().get(0)));
    return wire.command("").text();
  }

  /** What a client binds its proof to. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  record Binding(String type, byte[] data) {}

  /** The mechanisms of an EHLO answer. */
  static List<String> mechanisms(WireClient wire) throws IOException {
    return wire.command("EHLO client.example").lines().stream()
        .filter(line -> line.startsWith("AUTH "))
        .flatMap(line -> List.of(line.substring(5).split(" ", -1)).stream())
        .toList();
  }
}
