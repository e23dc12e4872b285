package org.sealpost.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.smtp.TlsRequirement;

/** The transaction border of the queue's own work; the rules are in the plain classes it calls. */
@Stateless
@Local(Ledger.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LedgerBean implements Ledger {
  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  @EJB private AddressFailures addresses;

  @EJB private Events events;

  @Resource private SessionContext context;

  @Override
  public Claim claim(ClaimRound round) {
    DueRecipients.Found found = new DueRecipients(em).claim(round);
    return new Claim(attempts(found.leased()), found.refused(), found.more());
  }

  @Override
  public List<Claimed> claimByName(ClaimByName claim) {
    return attempts(new DueRecipients(em).claimByName(claim));
  }

  private List<Claimed> attempts(List<RecipientEntity> leased) {
    return Attempts.of(leased, new MessageStore(em), context.getBusinessObject(Ledger.class));
  }

  @Override
  public void park(Collection<Long> recipientIds) {
    new RecipientStore(em).park(recipientIds);
  }

  @Override
  public List<String> parkedLines(String after, int most) {
    return new DueRecipients(em).parkedLines(after, most);
  }

  @Override
  public boolean record(List<Ended> ended) {
    boolean notified =
        new Recording(em, new Notifications(em, settings), settings, events).record(ended);
    addresses.ended(ended.stream().map(Ended::addressEnd).flatMap(Stream::ofNullable).toList());
    return notified;
  }

  @Override
  public void renew(Lease lease, Collection<Long> recipientIds) {
    new RecipientStore(em).renew(lease, recipientIds);
  }

  @Override
  public void giveBack(Lease lease, Collection<Long> recipientIds, Instant due) {
    new RecipientStore(em).giveBack(lease, recipientIds, due);
  }

  @Override
  public int endLeases(Instant now) {
    return new RecipientStore(em).endLeases(now);
  }

  @Override
  public int endLeasesOf(String node) {
    return new RecipientStore(em).endLeasesOf(node, Instant.now());
  }

  @Override
  public Optional<TlsRequirement> requirement(Claimed claimed, String node) {
    return new MessageStore(em).requirement(claimed, node);
  }

  @Override
  public List<byte[]> chunks(long messageId, int first, int most) {
    return new MessageStore(em).chunks(messageId, first, most);
  }

  @Override
  public FinishedMessages.Swept sweep(Instant cutoff, int most) {
    return new FinishedMessages(em).remove(cutoff, most);
  }
}
