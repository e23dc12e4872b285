package org.sealpost.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sealpost.smtp.TlsRequirement;

/**
 * The queue's rows as the dispatcher sees them: every method is one short transaction of its own,
 * committed when it returns.
 */
public interface Ledger {
  /** Leases recipients that are due, the most urgent and of these the oldest first. */
  Claim claim(ClaimRound round);

  /** Leases parked recipients of some lines. */
  List<Claimed> claimByName(ClaimByName claim);

  /**
   * Puts recipients aside that are due in lines that take no more: they are claimed by the name of
   * their line then, and no longer met by those who look for what is due. Not empty.
   */
  void park(Collection<Long> recipientIds);

  /**
   * Lines that have parked recipients, in order.
   *
   * @param after the last one already known, empty text for none
   */
  List<String> parkedLines(String after, int most);

  /**
   * Records ended attempts: new states, history, mailbox entries, notifications.
   *
   * @return whether a notification was queued
   */
  boolean record(List<Ended> ended);

  /** Puts the end of leases further away; not empty. */
  void renew(Lease lease, Collection<Long> recipientIds);

  /**
   * Gives leased recipients back untried, those that somebody has held meanwhile into that hold;
   * not empty. What another node has leased, or the same one later, is left alone.
   *
   * @param lease whose lease it is, and the latest end it may have
   */
  void giveBack(Lease lease, Collection<Long> recipientIds, Instant due);

  /** Makes recipients due whose lease ended before {@code now}; returns how many. */
  int endLeases(Instant now);

  /** Makes recipients due that an earlier run of this node held; returns how many. */
  int endLeasesOf(String node);

  /**
   * The requirement of a claimed message as it is committed now; empty where one of the recipients
   * must not be attempted any more: held, or no longer leased to that node.
   */
  Optional<TlsRequirement> requirement(Claimed claimed, String node);

  /** Pieces of a message, in order; fewer than asked at its end. */
  List<byte[]> chunks(long messageId, int first, int most);

  /** Looks at some recipients finished before {@code cutoff} and removes what is done with. */
  FinishedMessages.Swept sweep(Instant cutoff, int most);
}
