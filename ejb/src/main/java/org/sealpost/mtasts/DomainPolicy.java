package org.sealpost.mtasts;

/** What is known of a domain's policy at the moment of a delivery. */
public sealed interface DomainPolicy {
  /** In a few words for traces, for example {@code enforce id=20160831085700Z}. */
  String text();

  /** The domain has none. */
  record None() implements DomainPolicy {
    @Override
    public String text() {
      return "none";
    }
  }

  /**
   * This one applies.
   *
   * @param id of the TXT record under which it was fetched
   * @param current whether the DNS said just now that there is no newer one; false where the record
   *     could not be looked up, or names a newer one that cannot be had
   */
  record Applies(String id, MtaStsPolicy policy, boolean current) implements DomainPolicy {
    @Override
    public String text() {
      return policy.mode().text() + " id=" + id + (current ? "" : " from the cache");
    }
  }

  /**
   * There is one, or may be one, and it cannot be had now.
   *
   * @param reason in one line
   * @param fault the same in the words of TLS reports (RFC 8460 §4.3)
   */
  record Unavailable(String reason, PolicyFetch.Fault fault) implements DomainPolicy {
    /** It could not be fetched. */
    public Unavailable(String reason) {
      this(reason, PolicyFetch.Fault.FETCH_ERROR);
    }

    @Override
    public String text() {
      return "unavailable (" + reason + ")";
    }
  }
}
