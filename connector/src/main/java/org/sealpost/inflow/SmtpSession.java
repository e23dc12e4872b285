package org.sealpost.inflow;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the session a command came in.
 *
 * @param id short and unique, stands in the log and in the trace field
 * @param listener what kind of listener took it
 * @param client the peer's address
 * @param local our address
 * @param helloName the argument of EHLO or HELO as the client wrote it, printable and capped
 * @param extended whether the client said EHLO
 * @param tls null on a clear session
 * @param identity the account that authenticated itself (RFC 4954); null as long as none has
 */
public record SmtpSession(
    String id,
    ListenerKind listener,
    InetSocketAddress client,
    InetSocketAddress local,
    String helloName,
    boolean extended,
    @Nullable Tls tls,
    @Nullable String identity) {
  /** A session in which nobody has authenticated. */
  public SmtpSession(
      String id,
      ListenerKind listener,
      InetSocketAddress client,
      InetSocketAddress local,
      String helloName,
      boolean extended,
      @Nullable Tls tls) {
    this(id, listener, client, local, helloName, extended, tls, null);
  }

  /** The same session once this account has authenticated itself. */
  public SmtpSession withIdentity(String account) {
    return new SmtpSession(id, listener, client, local, helloName, extended, tls, account);
  }

  /**
   * The TLS of the session.
   *
   * @param version for example {@code TLSv1.3}
   * @param cipher the suite's standard name
   */
  public record Tls(String version, String cipher) {}
}
