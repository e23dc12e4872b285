package org.sealpost.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): shows that it knows the password
 * without showing it, and that the server knows it as well.
 */
public final class ClientScram implements ClientExchange {
  /** RFC 5802 §7; extensions at the end are optional ones, mandatory ones ({@code m=}) unknown. */
  private static final Pattern SERVER_FIRST =
      Pattern.compile(
          "r=([\\x21-\\x2b\\x2d-\\x7e]+),s=([A-Za-z0-9+/=]+),i=([1-9][0-9]{0,8})(,.*)?");

  /** RFC 7677 §4: fewer would give the password away to whoever guesses. */
  private static final int FEWEST_ITERATIONS = 4096;

  /** More than any server asks for; a hostile one could keep a thread busy for hours. */
  private static final int MOST_ITERATIONS = 5_000_000;

  private final String gs2Header;
  private final byte[] channelBinding;
  private final String password;
  private final String clientNonce;
  private final String clientFirstBare;
  private byte @Nullable [] serverSignature;
  private boolean satisfied;

  private ClientScram(
      String gs2Header,
      byte[] channelBinding,
      String userName,
      String password,
      String clientNonce) {
    this.gs2Header = gs2Header;
    this.channelBinding = channelBinding;
    this.password = password;
    this.clientNonce = clientNonce;
    // RFC 5802 §5.1: these two characters are written as =2C and =3D.
    String name = userName.replace("=", "=3D").replace(",", "=2C");
    this.clientFirstBare = "n=" + name + ",r=" + clientNonce;
  }

  /**
   * SCRAM-SHA-256.
   *
   * @param couldBind whether this client would have bound its proof to the TLS session, had the
   *     server announced that it can: a server that has and finds this out was lied about
   * @param userName prepared by {@link SaslPrep}, as is the password
   * @param clientNonce printable ASCII without a comma, never the same again
   */
  public static ClientScram unbound(
      boolean couldBind, String userName, String password, String clientNonce) {
    // RFC 5802 §6: y, the client thinks the server cannot bind; n, the client cannot.
    return new ClientScram(couldBind ? "y,," : "n,,", new byte[0], userName, password, clientNonce);
  }

  /**
   * SCRAM-SHA-256-PLUS.
   *
   * @param bindingType one of {@link ChannelBindings}
   * @param channelBinding its data
   * @param userName as with {@link #unbound}
   */
  public static ClientScram bound(
      String bindingType,
      byte[] channelBinding,
      String userName,
      String password,
      String clientNonce) {
    String header = "p=" + bindingType + ",,";
    return new ClientScram(header, channelBinding.clone(), userName, password, clientNonce);
  }

  @Override
  public Optional<byte[]> initialResponse() {
    return Optional.of((gs2Header + clientFirstBare).getBytes(UTF_8));
  }

  @Override
  public Optional<byte[]> answer(byte[] challenge) {
    String text = new String(challenge, UTF_8);
    return serverSignature == null ? clientFinal(text) : judged(text, serverSignature);
  }

  private Optional<byte[]> clientFinal(String serverFirst) {
    Matcher fields = SERVER_FIRST.matcher(serverFirst);
    // RFC 5802 §5.1: the nonce has to go on where ours ended.
    if (!fields.matches()
        || !fields.group(1).startsWith(clientNonce)
        || fields.group(1).length() == clientNonce.length()) {
      return Optional.empty();
    }
    int iterations = Integer.parseInt(fields.group(3));
    Optional<byte[]> salt = StrictBase64.decode(fields.group(2));
    if (salt.isEmpty() || iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
      return Optional.empty();
    }
    byte[] salted = ScramProof.saltedPassword(password, salt.get(), iterations);
    ByteArrayOutputStream bound = new ByteArrayOutputStream();
    bound.writeBytes(gs2Header.getBytes(US_ASCII));
    bound.writeBytes(channelBinding);
    String withoutProof = "c=" + StrictBase64.encode(bound.toByteArray()) + ",r=" + fields.group(1);
    byte[] authMessage = (clientFirstBare + ',' + serverFirst + ',' + withoutProof).getBytes(UTF_8);
    serverSignature = ScramProof.serverSignature(salted, authMessage);
    String proof = StrictBase64.encode(ScramProof.clientProof(salted, authMessage));
    return Optional.of((withoutProof + ",p=" + proof).getBytes(UTF_8));
  }

  /** RFC 5802 §5: who cannot sign is not the server that knows the password. */
  private Optional<byte[]> judged(String serverFinal, byte[] expected) {
    String verifier = serverFinal.split(",", 2)[0];
    Optional<byte[]> signature =
        verifier.startsWith("v=") ? StrictBase64.decode(verifier.substring(2)) : Optional.empty();
    satisfied = signature.filter(shown -> MessageDigest.isEqual(shown, expected)).isPresent();
    return satisfied ? Optional.of(new byte[0]) : Optional.empty();
  }

  @Override
  public boolean isSatisfied() {
    return satisfied;
  }
}
