package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.sealpost.account.Role;
import org.sealpost.jms.RejectedRow;
import org.sealpost.jms.SubmitQueues;
import org.sealpost.jms.SubmitQueuesSeen;

/** Reads the queues of submissions, outside of any transaction: the broker may be slow. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SubmissionView {
  private static final int MOST = 500;

  @Inject private SubmitQueues queues;

  /** As they are now. */
  public SubmitQueuesSeen look() {
    return queues.look();
  }

  /** What was put aside, the oldest first; at most 500. */
  public List<RejectedRow> rejected(int most) {
    return queues.rejected(Math.min(most, MOST));
  }

  /** One of these; empty where it is not there, or no broker answers. */
  public Optional<RejectedRow> rejected(String id) {
    return queues.rejected(id);
  }
}
