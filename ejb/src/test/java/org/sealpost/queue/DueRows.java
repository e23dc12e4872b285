package org.sealpost.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.TlsRequirement;

/** Rows that are due, and what was done with rows. */
final class DueRows extends NoLedger {
  final Deque<Claimed> due = new ArrayDeque<>();
  final List<Long> givenBack = new ArrayList<>();
  final List<Long> renewed = new ArrayList<>();
  final List<Claimed> parked = new ArrayList<>();
  int claims;
  final Set<Long> held = new HashSet<>();
  int requirementsRead;
  boolean isBroken;
  @Nullable TlsRequirement elsewhere;
  Runnable whileClaiming = () -> {};

  private void fail() {
    if (isBroken) {
      throw new IllegalStateException("the disk is full");
    }
  }

  @Override
  public Claim claim(ClaimRound round) {
    claims++;
    whileClaiming.run();
    List<Claimed> claimed = new ArrayList<>();
    Map<String, List<Long>> refused = new HashMap<>();
    for (Claimed one : List.copyOf(due)) {
      String domain = one.domain().name();
      if (claimed.size() == round.most()) {
        break;
      }
      if (round.admits().test(domain)) {
        claimed.add(one);
      } else {
        refused.computeIfAbsent(domain, none -> new ArrayList<>()).add(one.messageId());
      }
    }
    due.removeAll(claimed);
    return new Claim(claimed, refused, !due.isEmpty());
  }

  @Override
  public void park(Collection<Long> recipientIds) {
    due.stream().filter(one -> recipientIds.contains(one.messageId())).forEach(parked::add);
    due.removeAll(parked);
  }

  @Override
  public List<Claimed> claimByName(ClaimByName claim) {
    List<Claimed> claimed = new ArrayList<>();
    claim
        .places()
        .forEach(
            (domain, places) ->
                parked.stream()
                    .filter(one -> one.domain().name().equals(domain))
                    .limit(places)
                    .forEach(claimed::add));
    parked.removeAll(claimed);
    return claimed;
  }

  @Override
  public List<String> parkedLines(String after, int most) {
    return parked.stream()
        .map(one -> one.domain().name())
        .filter(name -> name.compareTo(after) > 0)
        .distinct()
        .sorted()
        .limit(most)
        .toList();
  }

  @Override
  public Optional<TlsRequirement> requirement(Claimed claimed, String node) {
    requirementsRead++;
    fail();
    return held.containsAll(claimed.recipientIds())
        ? Optional.empty()
        : Optional.of(elsewhere == null ? claimed.requirement() : elsewhere);
  }

  @Override
  public void renew(Lease lease, Collection<Long> recipientIds) {
    renewed.addAll(recipientIds);
  }

  @Override
  public void giveBack(Lease lease, Collection<Long> recipientIds, Instant due) {
    fail();
    givenBack.addAll(recipientIds);
  }
}
