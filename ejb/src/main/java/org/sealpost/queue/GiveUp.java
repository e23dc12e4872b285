package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.sealpost.config.Settings;
import org.sealpost.delivery.Failure;
import org.sealpost.smtp.EnhancedStatusCode;

/** Fails recipients by an operator's decision, with the notification a failure has. */
public final class GiveUp {
  // RFC 3463 §3.8 X.7.0 says security; §3.1 X.0.0 is for what no other code fits.
  private static final EnhancedStatusCode STATUS = new EnhancedStatusCode(5, 0, 0);

  private final EntityManager em;
  private final Settings settings;
  private final MessageEvents events;

  /** In the transaction of the caller, who tells the events that are gathered. */
  public GiveUp(EntityManager em, Settings settings, MessageEvents events) {
    this.em = em;
    this.settings = settings;
    this.events = events;
  }

  /** Returns false where it is finished or being delivered at this moment. */
  public boolean fail(RecipientEntity recipient, Instant now) {
    boolean ours =
        new RecipientStore(em)
            .change(
                recipient.id(),
                RecipientStore.IN_OPERATORS_HANDS,
                RecipientState.FAILED,
                null,
                now);
    if (ours) {
      Failure failure =
          new Failure(STATUS, "The operator of this server ended the delivery.", null, null, null);
      Ended ended = Ended.givenUp(recipient, failure, now);
      em.persist(new AttemptEntity(ended, TraceText.write(ended.trace())));
      events.ended(ended);
      if (ended.isToBeTold()) {
        Notifications notifications = new Notifications(em, settings);
        notifications.tell(recipient.messageId(), List.of(ended));
        notifications.queued().forEach(events::accepted);
      }
    }
    return ours;
  }
}
