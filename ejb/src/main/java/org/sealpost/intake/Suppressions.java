package org.sealpost.intake;

import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/** Knows to which addresses nothing is sent. Thread-safe; may read the database. */
public interface Suppressions {
  /** Refuses nothing. */
  Suppressions NONE = (reversePath, forwardPath) -> null;

  /** Why mail for an address is not taken; null where it is. Never throws. */
  @Nullable Reply refusal(ReversePath reversePath, ForwardPath forwardPath);
}
