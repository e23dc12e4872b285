package org.sealpost.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): client-first, server-first,
 * client-final, then server-final as a challenge that the client answers with nothing, because SMTP
 * has no data beside its success reply (RFC 4954 §4). A failure is told without a server-final
 * message, as RFC 5802 §5.1 allows.
 */
public final class ScramExchange implements Exchange {
  /** What the client has to send next. */
  private enum State {
    FIRST,
    FINAL,
    NOTHING
  }

  private final @Nullable ChannelBindings bindings;
  private final boolean plusAnnounced;
  private final Supplier<String> serverNonce;
  private State state = State.FIRST;
  private @Nullable ScramFirst first;
  private @Nullable ScramKeys keys;
  private byte[] expectedBinding = new byte[0];
  private String serverFirst = "";
  private String nonce = "";
  private String serverFinal = "";

  private ScramExchange(
      @Nullable ChannelBindings bindings, boolean plusAnnounced, Supplier<String> serverNonce) {
    this.bindings = bindings;
    this.plusAnnounced = plusAnnounced;
    this.serverNonce = serverNonce;
  }

  /**
   * SCRAM-SHA-256.
   *
   * @param plusAnnounced whether the client was told of SCRAM-SHA-256-PLUS: a client that could
   *     have used it and was not told has been lied to
   * @param serverNonce gives printable ASCII without a comma, never the same again
   */
  public static ScramExchange unbound(boolean plusAnnounced, Supplier<String> serverNonce) {
    return new ScramExchange(null, plusAnnounced, serverNonce);
  }

  /**
   * SCRAM-SHA-256-PLUS.
   *
   * @param serverNonce as with {@link #unbound}
   */
  public static ScramExchange bound(ChannelBindings bindings, Supplier<String> serverNonce) {
    return new ScramExchange(bindings, true, serverNonce);
  }

  @Override
  public Step onResponse(byte[] response) {
    if (state == State.NOTHING) {
      return response.length == 0
          ? new Step.Succeeded()
          : new Step.Malformed("data behind the last message");
    }
    return Utf8.decode(response)
        .map(message -> state == State.FIRST ? onFirst(message) : onFinal(message))
        .orElseGet(() -> new Step.Malformed("not UTF-8"));
  }

  private Step onFirst(String message) {
    Optional<ScramFirst> parsed = ScramFirst.parse(message);
    if (parsed.isEmpty()) {
      return new Step.Malformed("not a client-first-message");
    }
    ScramFirst client = parsed.get();
    first = client;
    if (client.mandatoryExtension()) {
      return refuse("mandatory extension"); // RFC 5802 §5.1, attribute m
    }
    @Nullable Step unbindable = prepareBinding(client.header());
    if (unbindable != null) {
      return unbindable;
    }
    Optional<String> name = SaslPrep.query(client.userName());
    @Nullable String actAs = client.header().authorizationId();
    if (name.isEmpty() || (actAs != null && SaslPrep.query(actAs).isEmpty())) {
      return refuse("name cannot be prepared");
    }
    return new Step.KeysWanted(name.get());
  }

  // RFC 5802 §6.
  private @Nullable Step prepareBinding(Gs2Header header) {
    byte[] data = new byte[0];
    if (bindings == null) {
      if (header.flag() == Gs2Header.Flag.REQUIRED) {
        return refuse("channel binding asked for without -PLUS");
      }
      if (header.flag() == Gs2Header.Flag.SERVER_SEEMS_UNABLE && plusAnnounced) {
        return refuse("downgrade: the client was not told of -PLUS");
      }
    } else {
      @Nullable String type = header.bindingType();
      Optional<byte[]> found = type == null ? Optional.empty() : bindings.find(type);
      if (found.isEmpty()) {
        return refuse("no channel binding, or of a type that cannot be had");
      }
      data = found.get();
    }
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(header.text().getBytes(UTF_8));
    input.writeBytes(data);
    expectedBinding = input.toByteArray();
    return null;
  }

  @Override
  public Step onKeys(ScramKeys found) {
    ScramFirst client = first;
    if (client == null || state != State.FIRST) {
      throw new IllegalStateException("no keys were wanted");
    }
    keys = found;
    nonce = client.nonce() + serverNonce.get();
    serverFirst =
        "r=" + nonce + ",s=" + StrictBase64.encode(found.salt()) + ",i=" + found.iterations();
    state = State.FINAL;
    return new Step.Challenge(serverFirst);
  }

  private Step onFinal(String message) {
    ScramFirst client = first;
    ScramKeys stored = keys;
    Optional<ScramFinal> parsed = ScramFinal.parse(message);
    if (parsed.isEmpty() || client == null || stored == null) {
      return new Step.Malformed("not a client-final-message");
    }
    ScramFinal proof = parsed.get();
    if (!MessageDigest.isEqual(proof.channelBinding(), expectedBinding)) {
      return refuse("channel binding does not match");
    }
    if (!MessageDigest.isEqual(proof.nonce().getBytes(US_ASCII), nonce.getBytes(US_ASCII))) {
      return refuse("nonce does not match");
    }
    byte[] authMessage =
        (client.bare() + ',' + serverFirst + ',' + proof.withoutProof()).getBytes(UTF_8);
    if (!ScramProof.isRight(stored, authMessage, proof.proof())) {
      return refuse("proof does not match");
    }
    serverFinal = "v=" + StrictBase64.encode(ScramProof.serverSignature(stored, authMessage));
    return new Step.Offered(
        new Credential.ScramProven(
            SaslPrep.query(client.userName()).orElseThrow(),
            Optional.ofNullable(client.header().authorizationId())
                .flatMap(SaslPrep::query)
                .orElse(null)));
  }

  @Override
  public Step onVerdict(boolean accepted) {
    if (!accepted) {
      return refuse("account refused");
    }
    state = State.NOTHING;
    return new Step.Challenge(serverFinal);
  }

  private Step refuse(String why) {
    // RFC 9266 §4.1: this binding serves one exchange on a connection, not two.
    boolean closes =
        first != null && ChannelBindings.TLS_EXPORTER.equals(first.header().bindingType());
    return new Step.Refused(why, closes);
  }
}
