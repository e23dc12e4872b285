package org.sealpost.mtasts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.smtp.Domain;

/**
 * The policies that were fetched, which outlive a restart: every method is one short transaction of
 * its own, committed when it returns.
 */
public interface PolicyCache {
  /** What is held of a domain; empty where nothing is. */
  Optional<CachedPolicy> find(Domain domain);

  /**
   * Keeps a policy that was fetched, in place of what was held, and forgets an earlier failure.
   *
   * @param nextRefresh when to fetch it anew; moved at random so that not all come at once
   */
  void keep(Domain domain, CachedPolicy.Held held, Instant nextRefresh);

  /**
   * Notes a fetch that failed; a policy that is held stays.
   *
   * @param nextRefresh when to fetch a held policy anew
   */
  void noteFailure(Domain domain, CachedPolicy.Failure failure, Instant nextRefresh);

  /** Notes that mail to the domain asked. */
  void noteUse(Domain domain, Instant now);

  /**
   * Policies that live, are in use and due for a refresh, and puts the next refresh of each off, so
   * that no other node takes them up as well.
   *
   * @param usedSince older uses do not count
   * @param nextRefresh what their refresh is put off to
   */
  List<CachedPolicy> takeDue(Instant now, Instant usedSince, Instant nextRefresh, int most);

  /**
   * Removes what nobody has used since {@code unusedSince}, and what holds no policy that lives and
   * nobody has used since {@code deadSince}; returns how many.
   */
  int removeOld(Instant now, Instant unusedSince, Instant deadSince);
}
