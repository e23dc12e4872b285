package org.sealpost.delivery;

import java.util.List;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;

/** What one attempt came to for one recipient. */
public sealed interface RecipientOutcome {
  /** Whose outcome it is. */
  ForwardPath forwardPath();

  /**
   * The next MTA has taken responsibility with this reply (RFC 3464 §2.3.3: relayed).
   *
   * @param host the MTA
   * @param notifies whether it also took over to notify the sender (RFC 3461 §5.2.1)
   */
  record Relayed(ForwardPath forwardPath, Reply reply, String host, boolean notifies)
      implements RecipientOutcome {}

  /**
   * It is in its final mailbox (RFC 3464 §2.3.3: delivered).
   *
   * @param mailboxes where it lies here, at least one
   */
  record Delivered(ForwardPath forwardPath, List<Mailbox> mailboxes) implements RecipientOutcome {
    /** Copies the list. */
    public Delivered {
      mailboxes = List.copyOf(mailboxes);
    }

    /** In the mailbox of that name. */
    public Delivered(ForwardPath forwardPath) {
      this(forwardPath, List.of(forwardPath.mailbox()));
    }
  }

  /** Not now; to be tried again. */
  record Deferred(ForwardPath forwardPath, Failure failure) implements RecipientOutcome {}

  /** Never; the sender is told. */
  record Failed(ForwardPath forwardPath, Failure failure) implements RecipientOutcome {}
}
