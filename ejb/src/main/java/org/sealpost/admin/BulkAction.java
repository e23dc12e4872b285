package org.sealpost.admin;

import java.time.Instant;
import java.util.Collection;
import org.sealpost.queue.Urgency;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.TlsRequirement;

/**
 * What is to be done with many recipients. Each is checked when it is made, so that nothing of a
 * bulk is begun that would be refused in its middle.
 */
public sealed interface BulkAction {
  /** As it stands in the audit log after {@code bulk-}, and in the texts of the console. */
  String name();

  /** Why; empty where nobody has to say. */
  String reason();

  /** Does it, in the transaction of the operator; how many were changed. */
  int run(OperatorAtWork operator, Collection<Long> recipientIds);

  /** Makes waiting recipients due now. */
  record Retry(String reason) implements BulkAction {
    /** Nobody has said why. */
    public Retry() {
      this("");
    }

    @Override
    public String name() {
      return "retry";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.retryNow(recipientIds, reason);
    }
  }

  /** Keeps waiting recipients back until released. */
  record Hold(String reason) implements BulkAction {
    @Override
    public String name() {
      return "hold";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.hold(recipientIds, reason);
    }
  }

  /** Ends holds; the recipients are due now, or when the sender wanted (RFC 4865). */
  record Release(String reason) implements BulkAction {
    @Override
    public String name() {
      return "release";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.release(recipientIds, reason);
    }
  }

  /** Drops recipients without telling anybody. */
  record Delete(String reason) implements BulkAction {
    /** Needs the reason. */
    public Delete {
      mustSayWhy(reason);
    }

    @Override
    public String name() {
      return "delete";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.delete(recipientIds, reason);
    }
  }

  /** Fails recipients; the senders get DSNs. */
  record Fail(String reason) implements BulkAction {
    /** Needs the reason. */
    public Fail {
      mustSayWhy(reason);
    }

    @Override
    public String name() {
      return "fail";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.fail(recipientIds, reason);
    }
  }

  /** Lets unfinished recipients wait until a time, held ones as well. */
  record Schedule(Instant notBefore, String reason) implements BulkAction {
    /** Refuses a time that has passed. */
    public Schedule {
      Postponement.check(notBefore, Instant.now());
    }

    @Override
    public String name() {
      return "schedule";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.schedule(recipientIds, notBefore, reason);
    }
  }

  /** Lets recipients go before or after others. */
  record Prioritise(Urgency urgency, String reason) implements BulkAction {
    @Override
    public String name() {
      return "prioritise";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.prioritise(recipientIds, urgency, reason);
    }
  }

  /**
   * Gives the messages of the recipients another requirement.
   *
   * @param reason compulsory but for {@link TlsRequirement#REQUIRED}: nobody can see beforehand
   *     whether it weakens one of them (tls-policy §6)
   * @param retryNow whether the messages are tried at once
   */
  record ChangeRequirement(TlsRequirement requirement, String reason, boolean retryNow)
      implements BulkAction {
    /** Needs the reason where it can weaken. */
    public ChangeRequirement {
      if (requirement != TlsRequirement.REQUIRED) {
        mustSayWhy(reason);
      }
    }

    /** The messages are tried when they are due. */
    public ChangeRequirement(TlsRequirement requirement, String reason) {
      this(requirement, reason, false);
    }

    @Override
    public String name() {
      return "change-requirement";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.changeRequirements(recipientIds, requirement, reason, retryNow);
    }
  }

  /**
   * Sends the messages of the recipients another way.
   *
   * @param route as {@code QueueCommands.changeRoute} takes it
   */
  record ChangeRoute(String route, String reason) implements BulkAction {
    /** Refuses what is no route. */
    public ChangeRoute {
      RouteChange.check(route);
    }

    @Override
    public String name() {
      return "change-route";
    }

    @Override
    public int run(OperatorAtWork operator, Collection<Long> recipientIds) {
      return operator.changeRoute(recipientIds, route, reason);
    }
  }

  private static void mustSayWhy(String reason) {
    if (reason.isBlank()) {
      throw new CommandRefusedException(Refusal.REASON_MISSING);
    }
  }
}
