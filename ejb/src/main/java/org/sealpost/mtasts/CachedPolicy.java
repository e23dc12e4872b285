package org.sealpost.mtasts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * What the cache holds of a domain.
 *
 * @param held the last policy that could be fetched; null: none ever was
 * @param failure the last fetch where it failed; null: it did not
 * @param lastUsed when mail to the domain last asked, to about a day
 */
public record CachedPolicy(
    Domain domain, @Nullable Held held, @Nullable Failure failure, Instant lastUsed) {

  /**
   * A policy that was fetched.
   *
   * @param id of the TXT record that announced it
   * @param since when this id was first seen
   * @param fetched when it was last fetched
   */
  public record Held(String id, MtaStsPolicy policy, Instant since, Instant fetched) {
    /** When it ends: max_age after it was last fetched (RFC 8461 §3.2). */
    public Instant expires() {
      return fetched.plus(policy.maxAge());
    }
  }

  /**
   * A fetch that failed.
   *
   * @param id of the TXT record that announced what could not be had
   * @param retryAfter no other fetch for this id before (RFC 8461 §3.3)
   * @param error in one line, which begins with the result type as {@link PolicyFetch.Failed} has
   *     it
   */
  public record Failure(String id, Instant failed, Instant retryAfter, String error) {
    /** Why, in the words of TLS reports. */
    PolicyFetch.Fault fault() {
      return PolicyFetch.Fault.ofText(error);
    }

    /** The same as what that fetch came to. */
    PolicyFetch.Failed asFetch() {
      String prefix = fault().resultType() + ": ";
      String detail = error.startsWith(prefix) ? error.substring(prefix.length()) : error;
      return new PolicyFetch.Failed(fault(), detail);
    }
  }

  /** The policy, where its lifetime has not ended. */
  @Nullable Held live(Instant now) {
    return held != null && now.isBefore(held.expires()) ? held : null;
  }

  /** The failure because of which a policy of this id is not to be fetched now. */
  @Nullable Failure backOff(String id, Instant now) {
    return failure != null && failure.id().equals(id) && now.isBefore(failure.retryAfter())
        ? failure
        : null;
  }
}
