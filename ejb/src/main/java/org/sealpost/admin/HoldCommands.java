package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.sealpost.account.Role;
import org.sealpost.flow.HeldMail;
import org.sealpost.queue.Dispatcher;

/**
 * Applies rules that hold mail back to what waits, and lets go what they hold: however much that
 * is, in steps, each with its line in the audit log. What fails in the middle is done so far, and
 * can be asked for again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class HoldCommands {
  private static final int AT_ONCE = 200;

  @EJB private HoldSteps steps;

  @Inject private Dispatcher dispatcher;

  /** Holds what waits already and matches; returns how many recipients. */
  public int holdWaiting(String actor, long ruleId) {
    int held = 0;
    HeldMail.Step step = new HeldMail.Step(0, 0, true);
    while (step.more()) {
      step = steps.holdWaiting(actor, ruleId, step.last(), AT_ONCE);
      held += step.changed();
    }
    return held;
  }

  /** Lets go what a rule holds, whether or not it still counts; returns how many recipients. */
  public int release(String actor, long ruleId) {
    int released = 0;
    boolean more = true;
    while (more) {
      HeldMail.Step step = steps.release(actor, ruleId, AT_ONCE);
      released += step.changed();
      more = step.more();
      dispatcher.tick();
    }
    return released;
  }
}
