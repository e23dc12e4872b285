package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;

/**
 * Where one host comes from and what was known of it before it was connected to.
 *
 * @param facts what the decision went by; null where nothing was decided, and for a route
 * @param signed whether the lookup that led here was validated by DNSSEC
 * @param policy the domain's MTA-STS policy in a few words, or what a route says of itself; null
 *     where nobody asked for the policy
 * @param daneAsked whether TLSA records were looked for
 * @param daneDetail the TLSA records, or why they could not be looked up; may be empty
 * @param published what the domain and the host publish, for reports to them
 */
public record HostOrigin(
    Source source,
    @Nullable HostFacts facts,
    boolean signed,
    @Nullable String policy,
    boolean daneAsked,
    String daneDetail,
    Published published) {
  /** How the host was found. */
  public enum Source {
    /** By an MX record (RFC 5321 §5.1). */
    MX,
    /** There is no MX record, so it is the domain itself, or the address literal. */
    DOMAIN,
    /** The operator set a route. */
    ROUTE,
    /** It is a mailbox here. */
    LOCAL,
    /** There was no host. */
    NOWHERE
  }

  /** Without what reports need. */
  public HostOrigin(
      Source source,
      @Nullable HostFacts facts,
      boolean signed,
      @Nullable String policy,
      boolean daneAsked,
      String daneDetail) {
    this(source, facts, signed, policy, daneAsked, daneDetail, Published.NOTHING);
  }

  /** A mailbox here. */
  static final HostOrigin LOCAL = new HostOrigin(Source.LOCAL, null, false, null, false, "");

  /** No host was found. */
  static final HostOrigin NOWHERE = new HostOrigin(Source.NOWHERE, null, false, null, false, "");

  /** No host was found, because an answer of the DNS failed validation. */
  static final HostOrigin BOGUS_MX =
      NOWHERE.with(new Published(List.of(), List.of(), null, Published.Tlsa.NONE, true, null));

  /** The same with what is published. */
  HostOrigin with(Published known) {
    return new HostOrigin(source, facts, signed, policy, daneAsked, daneDetail, known);
  }

  /** A host of the DNS. */
  static HostOrigin found(
      HostFacts facts,
      boolean signed,
      @Nullable String policy,
      boolean daneAsked,
      String daneDetail) {
    Source source = facts.mx() == MxFact.NO_MX ? Source.DOMAIN : Source.MX;
    return new HostOrigin(source, facts, signed, policy, daneAsked, daneDetail);
  }

  /** What the MTA-STS policy says of it; null where nobody asked. */
  public @Nullable MtaStsFact mtaSts() {
    return facts == null || policy == null ? null : facts.mtaSts();
  }

  /** What DANE says of it; null where nobody asked. */
  public @Nullable DaneFact dane() {
    return facts == null || !daneAsked ? null : facts.dane();
  }

  /** In one line. */
  String text() {
    if (facts == null) {
      return policy == null ? "" : "route " + policy;
    }
    return facts.text()
        + (daneDetail.isEmpty() ? "" : " (" + daneDetail + ")")
        + (policy == null ? "" : " policy=" + policy);
  }
}
