package org.sealpost.client;

import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SaslMechanism;

/** What an attempt to authenticate at a server came to. */
public sealed interface SignInResult {
  /** The session is authenticated. */
  record SignedIn(SaslMechanism mechanism) implements SignInResult {}

  /** The server said no: 535 where name or password are wrong (RFC 4954 §6). */
  record Refused(SaslMechanism mechanism, Reply reply) implements SignInResult {}

  /** It offers no mechanism that this client knows. */
  record NoMechanism() implements SignInResult {}

  /**
   * It could not prove that it knows the password (RFC 5802 §5), or its challenge made no sense.
   */
  record Unproved(SaslMechanism mechanism) implements SignInResult {}

  /** The session ended. */
  record Broken(SessionFault fault) implements SignInResult {}
}
