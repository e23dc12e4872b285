package org.sealpost.admin;

import jakarta.ejb.Stateless;
import java.util.Collection;
import org.sealpost.smtp.TlsRequirement;

/**
 * What an operator does to messages. Every command writes its line to the audit log in the same
 * transaction and takes effect at the next attempt; a running attempt is not interrupted. Commands
 * on recipients that are finished or gone change nothing; each returns how many it changed.
 */
@Stateless
public class QueueCommands {
  /**
   * Changes how strongly a message is protected (tls-policy §6).
   *
   * @param reason compulsory where the change weakens the protection, else may be empty
   * @param retryNow start the next attempt at once
   * @throws IllegalArgumentException a weakening without a reason
   */
  public int changeRequirement(
      String actor, long messageId, TlsRequirement requirement, String reason, boolean retryNow) {
    throw new UnsupportedOperationException();
  }

  /** Makes queued and deferred recipients due now. */
  public int retryNow(String actor, Collection<Long> recipientIds) {
    throw new UnsupportedOperationException();
  }

  /** Keeps recipients back until released. */
  public int hold(String actor, Collection<Long> recipientIds) {
    throw new UnsupportedOperationException();
  }

  /** Ends a hold; the recipients are due now. */
  public int release(String actor, Collection<Long> recipientIds) {
    throw new UnsupportedOperationException();
  }

  /** Drops recipients without telling anybody. */
  public int delete(String actor, Collection<Long> recipientIds, String reason) {
    throw new UnsupportedOperationException();
  }

  /** Fails recipients; the sender gets a DSN. */
  public int fail(String actor, Collection<Long> recipientIds, String reason) {
    throw new UnsupportedOperationException();
  }
}
