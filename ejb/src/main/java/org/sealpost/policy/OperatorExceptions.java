package org.sealpost.policy;

import java.util.Set;

/**
 * What the operator has laid down for one recipient domain besides what the domain publishes. It
 * may ask for more of any message, and for less of DEFAULT mail only: nothing here weakens REQUIRED
 * mail.
 *
 * @param requireTls every message goes over TLS, with a certificate that passes PKIX where nothing
 *     else checks it; binds OPTIONAL mail as well, which only sets aside what the recipient domain
 *     asserts (RFC 8689 §4.2.2)
 * @param forbidPlaintext every message goes over TLS, whatever the certificate
 * @param ignoreDane TLSA records do not count for DEFAULT mail
 * @param ignoreMtaSts the MTA-STS policy does not count for DEFAULT mail
 * @param pins SHA-256 of the SubjectPublicKeyInfo of the server's certificate, in lower-case hex;
 *     where there are any, every message goes over TLS to a server that shows one of these keys
 */
public record OperatorExceptions(
    boolean requireTls,
    boolean forbidPlaintext,
    boolean ignoreDane,
    boolean ignoreMtaSts,
    Set<String> pins) {
  /** Nothing laid down. */
  public static final OperatorExceptions NONE =
      new OperatorExceptions(false, false, false, false, Set.of());

  /** Copies the set. */
  public OperatorExceptions {
    pins = Set.copyOf(pins);
  }

  /** Whether no session without TLS may be used. */
  public boolean demandsTls() {
    return requireTls || forbidPlaintext || !pins.isEmpty();
  }

  /** Only what asks for more. */
  public OperatorExceptions withoutWeakening() {
    return ignoreDane || ignoreMtaSts
        ? new OperatorExceptions(requireTls, forbidPlaintext, false, false, pins)
        : this;
  }

  /** The facts that are left to decide by. */
  HostFacts applied(HostFacts facts) {
    return new HostFacts(
        facts.mx(),
        ignoreMtaSts ? MtaStsFact.NONE : facts.mtaSts(),
        ignoreDane ? DaneFact.NOT_APPLICABLE : facts.dane());
  }
}
