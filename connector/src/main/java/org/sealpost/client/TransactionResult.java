package org.sealpost.client;

import java.util.List;
import org.sealpost.smtp.EnhancedStatusCode;

/** What one mail transaction came to. */
public sealed interface TransactionResult {
  /**
   * The transaction was begun.
   *
   * @param recipients one for each forward-path, in their order
   */
  record Carried(List<RecipientResult> recipients) implements TransactionResult {
    /** Copies the list. */
    public Carried {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * Nothing was sent: this peer cannot take this message, now or later; or, with a status of class
   * 4, the message could not be read.
   *
   * @param status 5.6.3, 5.6.7, 5.3.4, 5.7.30 or 4.3.0
   * @param explanation what the peer lacks, in words a sender understands
   */
  record Unsuited(EnhancedStatusCode status, String explanation) implements TransactionResult {}
}
