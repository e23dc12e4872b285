package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.sealpost.account.Role;
import org.sealpost.flow.HeldMail;
import org.sealpost.queue.Dispatcher;

/**
 * Applies rules to what waits already, and lets go what they hold: however much that is, in steps,
 * each with its line in the audit log. What fails in the middle is done so far, and can be asked
 * for again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class HoldCommands {
  private static final int AT_ONCE = 200;

  @EJB private HoldSteps steps;

  @Inject private Dispatcher dispatcher;

  /**
   * Holds what waits already and matches, with what this node has claimed and not begun; returns
   * how many recipients. An attempt that runs goes on.
   */
  public int holdWaiting(String actor, long ruleId) {
    int held = holdClaimed(actor, ruleId);
    HeldMail.Step step = new HeldMail.Step(0, 0, true);
    while (step.more()) {
      step = steps.holdWaiting(actor, ruleId, step.last(), AT_ONCE);
      held += step.changed();
    }
    // What was claimed meanwhile, before the walk came to it.
    return held + holdClaimed(actor, ruleId);
  }

  private int holdClaimed(String actor, long ruleId) {
    Dispatcher.Recalled recalled = dispatcher.recall(steps.envelopes(actor, ruleId));
    List<Long> ids = recalled.recipientIds();
    int held = 0;
    try {
      for (int from = 0; from < ids.size(); from += AT_ONCE) {
        List<Long> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
        held += steps.holdClaimed(actor, ruleId, List.copyOf(some), recalled.node());
      }
    } finally {
      // What the rule is not for, and all of it where the database fails.
      dispatcher.giveBack(recalled);
    }
    return held;
  }

  /**
   * Gives what waits after a failure the waits of a rule, as if it had counted at the last attempt;
   * returns how many recipients got another time.
   */
  public int applyWaits(String actor, long ruleId) {
    int changed = 0;
    HeldMail.Step step = new HeldMail.Step(0, 0, true);
    while (step.more()) {
      step = steps.applyWaits(actor, ruleId, step.last(), AT_ONCE);
      changed += step.changed();
    }
    dispatcher.tick();
    return changed;
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
