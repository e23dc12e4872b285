package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.event.Events;
import org.sealpost.flow.DeferredMail;
import org.sealpost.flow.HeldMail;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ReversePath;

/** The transaction border of each step of {@link HoldCommands}. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class HoldSteps {
  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  @EJB private Events events;

  /** Holds some of what waits behind a key. */
  public HeldMail.Step holdWaiting(String actor, long ruleId, long after, int most) {
    return new Floodgate(em, actor, events).holdWaiting(ruleId, after, most, Instant.now());
  }

  /** Which messages a rule may be for, as far as the envelope tells. */
  public BiPredicate<ReversePath, Domain> envelopes(String actor, long ruleId) {
    return new Floodgate(em, actor, events).envelopes(ruleId);
  }

  /** Holds what was claimed by a node and taken back before it began, where the rule is for it. */
  public int holdClaimed(String actor, long ruleId, List<Long> claimed, String node) {
    return new Floodgate(em, actor, events).holdClaimed(ruleId, claimed, node, Instant.now());
  }

  /** Gives some of what waits after a failure the waits of a rule. */
  public HeldMail.Step applyWaits(String actor, long ruleId, long after, int most) {
    DeferredMail deferred = new DeferredMail(em, settings.queue(), Instant.now());
    return new Floodgate(em, actor, events).applyWaits(ruleId, after, most, deferred);
  }

  /** Lets go some of what a rule holds. */
  public HeldMail.Step release(String actor, long ruleId, int most) {
    return new Floodgate(em, actor, events).release(ruleId, most, Instant.now());
  }
}
