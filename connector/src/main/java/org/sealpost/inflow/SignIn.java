package org.sealpost.inflow;

/** How an attempt to authenticate ended (RFC 4954 §4, §6). */
public sealed interface SignIn {
  /**
   * The client is who it says (235 2.7.0).
   *
   * @param identity the account, in its one canonical form
   */
  record Accepted(String identity) implements SignIn {}

  /**
   * It is not, or there is no such account, or it may not act as whom it asked for: the client
   * cannot tell which (535 5.7.8).
   */
  record Refused() implements SignIn {}

  /** It could not be found out now (454 4.7.0). */
  record Unavailable() implements SignIn {}
}
