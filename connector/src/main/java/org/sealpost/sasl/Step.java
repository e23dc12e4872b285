package org.sealpost.sasl;

import org.sealpost.inflow.Credential;

/** What has to happen next in an {@link Exchange}. */
public sealed interface Step {
  /**
   * The client has to answer this.
   *
   * @param text the challenge before base64, may be empty
   */
  record Challenge(String text) implements Step {}

  /**
   * SCRAM needs the keys of this user: {@link Exchange#onKeys}.
   *
   * @param userName prepared (RFC 4013)
   */
  record KeysWanted(String userName) implements Step {}

  /** The application has to say whether this is enough: {@link Exchange#onVerdict}. */
  record Offered(Credential credential) implements Step {}

  /** The end: the credential that was offered and accepted counts. */
  record Succeeded() implements Step {}

  /**
   * The end: the response is not what the mechanism's grammar allows.
   *
   * @param why for the log, contains nothing that the client sent
   */
  record Malformed(String why) implements Step {}

  /**
   * The end: not authenticated.
   *
   * @param why for the log only, contains nothing that the client sent
   * @param closes whether no further attempt may follow on this TLS connection (RFC 9266 §4.1)
   */
  record Refused(String why, boolean closes) implements Step {}
}
