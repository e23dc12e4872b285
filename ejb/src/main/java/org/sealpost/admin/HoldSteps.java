package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.sealpost.account.Role;
import org.sealpost.flow.HeldMail;

/** The transaction border of each step of {@link HoldCommands}. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class HoldSteps {
  @PersistenceContext private EntityManager em;

  /** Holds some of what waits behind a key. */
  public HeldMail.Step holdWaiting(String actor, long ruleId, long after, int most) {
    return new Floodgate(em, actor).holdWaiting(ruleId, after, most);
  }

  /** Lets go some of what a rule holds. */
  public HeldMail.Step release(String actor, long ruleId, int most) {
    return new Floodgate(em, actor).release(ruleId, most, Instant.now());
  }
}
