package org.sealpost.jms;

import java.util.List;
import org.sealpost.intake.Submission;

/** What became of an {@link Order}. */
public sealed interface Taking {
  /**
   * It is in the mail queue, now or since an earlier time.
   *
   * @param queueIds one for each copy, at least one
   * @param repeated its key was known: nothing was added
   */
  record Queued(List<String> queueIds, boolean repeated) implements Taking {
    /** Copies the list. */
    public Queued {
      queueIds = List.copyOf(queueIds);
    }
  }

  /**
   * Nothing was added.
   *
   * @param refusals at least one
   */
  record Refused(List<Submission.Refusal> refusals) implements Taking {
    /** Copies the list. */
    public Refused {
      refusals = List.copyOf(refusals);
    }

    /** Whether the same may be taken later (4yz). */
    boolean mayHeal() {
      return refusals.stream().allMatch(refusal -> refusal.reply().code() < 500);
    }
  }
}
