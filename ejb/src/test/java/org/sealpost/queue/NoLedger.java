package org.sealpost.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sealpost.smtp.TlsRequirement;

/** A ledger without rows; tests override what they need. */
class NoLedger implements Ledger {
  @Override
  public Claim claim(ClaimRound round) {
    return Claim.NOTHING;
  }

  @Override
  public List<Claimed> claimByName(ClaimByName claim) {
    return List.of();
  }

  @Override
  public void park(Collection<Long> recipientIds) {}

  @Override
  public List<String> parkedLines(String after, int most) {
    return List.of();
  }

  @Override
  public boolean record(List<Ended> ended) {
    return false;
  }

  @Override
  public void renew(Lease lease, Collection<Long> recipientIds) {}

  @Override
  public void giveBack(Lease lease, Collection<Long> recipientIds, Instant due) {}

  @Override
  public int endLeases(Instant now) {
    return 0;
  }

  @Override
  public int endLeasesOf(String node) {
    return 0;
  }

  @Override
  public Optional<TlsRequirement> requirement(Claimed claimed, String node) {
    return Optional.of(claimed.requirement());
  }

  @Override
  public List<byte[]> chunks(long messageId, int first, int most) {
    return List.of();
  }

  @Override
  public FinishedMessages.Swept sweep(Instant cutoff, int most) {
    return new FinishedMessages.Swept(0, false);
  }
}
