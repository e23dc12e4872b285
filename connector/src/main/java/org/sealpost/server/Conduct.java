package org.sealpost.server;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * How a client behaves in one session: what it does that leads to no mail, counted since its last
 * accepted message, and when it last got on. Used by the session's event loop; what the methods
 * that say so return may be asked from any thread.
 */
final class Conduct {
  /** Commands that by themselves lead nowhere. */
  private static final Set<String> IDLE =
      Set.of("EHLO", "HELO", "LHLO", "NOOP", "RSET", "VRFY", "EXPN", "HELP");

  private final ServerLimits.Conduct limits;
  private final boolean trusted;
  private volatile long progress = System.nanoTime();
  private volatile boolean proven;
  private int badCommands;
  private int idleCommands;
  private int transactions;
  private int failedTransactions;
  private int faults;

  /**
   * Nothing done yet.
   *
   * @param trusted whether the client is one of those that are not limited
   */
  Conduct(ServerLimits.Conduct limits, boolean trusted) {
    this.limits = limits;
    this.trusted = trusted;
  }

  /** Whether the client is one of those that are not limited. */
  boolean isTrusted() {
    return trusted;
  }

  /** A reply goes out: 5yz ones are faults of the client's. */
  void replied(Reply reply) {
    if (reply.code() >= 500) {
      faults++;
    }
  }

  /** Whether replies wait before they go out. */
  boolean isSlowed() {
    return !trusted && faults > limits.faultsBeforeDelay() && !limits.faultDelay().isZero();
  }

  /**
   * How long the reply to a message waits: collecting addresses is to be slow (RFC 5321 §7.3).
   *
   * @param reply the endpoint's word on it
   */
  Duration delayOf(Reply reply) {
    return reply.equals(Replies.NO_SUCH_MAILBOX) && !trusted && !proven
        ? limits.unknownRecipientDelay()
        : Duration.ZERO;
  }

  /**
   * A known command came in.
   *
   * @return the last word of the session where that was one too many
   */
  @Nullable Reply commanded(String verb) {
    if (IDLE.contains(verb)) {
      idleCommands++;
    }
    return idleCommands > limits.idleCommands() ? Replies.TOO_MANY_IDLE_COMMANDS : null;
  }

  /**
   * A refused command.
   *
   * @return whether that was one too many
   */
  boolean hasOneBadCommandTooMany() {
    badCommands++;
    return badCommands >= limits.badCommands();
  }

  /**
   * A transaction is to begin.
   *
   * @return the last word of the session where it may not
   */
  @Nullable Reply beginsTransaction() {
    if (failedTransactions > limits.failedTransactions() && !proven) {
      return Replies.TOO_MANY_FAILED_TRANSACTIONS;
    }
    transactions++;
    return transactions > limits.transactions() ? Replies.TOO_MANY_TRANSACTIONS : null;
  }

  /** A message was accepted: what was before is forgiven. */
  void messageAccepted() {
    badCommands = 0;
    idleCommands = 0;
    faults = 0;
    proven = true;
    madeProgress();
  }

  void messageRefused() {
    failedTransactions++;
  }

  /** The client authenticated itself: nobody to take a place from. */
  void authenticated() {
    faults = 0;
    proven = true;
    madeProgress();
  }

  /** The client got nearer to a message. */
  void madeProgress() {
    progress = System.nanoTime();
  }

  /** Whether this session has had a message accepted or its client authenticated; any thread. */
  boolean isProven() {
    return proven;
  }

  /** When the client last got on, as of {@link System#nanoTime}; any thread. */
  long progress() {
    return progress;
  }
}
