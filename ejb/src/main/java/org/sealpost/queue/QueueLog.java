package org.sealpost.queue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log lines of the queue; ids MTA-2001 to MTA-2499 are never used for anything else. */
final class QueueLog {
  private static final Logger LOG = System.getLogger("org.sealpost.queue");

  private QueueLog() {}

  static void claimFailed(Throwable failure) {
    LOG.log(Level.WARNING, "MTA-2101 claiming due recipients failed; tried again", failure);
  }

  static void leasesEnded(int count) {
    LOG.log(Level.WARNING, "MTA-2102 leases ended and are due again: count={0}", count);
  }

  static void leasesOfEarlierRun(int count) {
    LOG.log(Level.INFO, "MTA-2103 recipients under way at the last stop are due again: {0}", count);
  }

  static void attemptCalledOff(String queueId, Throwable cause) {
    LOG.log(
        Level.WARNING,
        "MTA-2122 an attempt was not made, the queue could not be read; it is made soon: queueId="
            + queueId,
        cause);
  }

  static void giveBackFailed(int recipients, Throwable failure) {
    LOG.log(
        Level.WARNING,
        "MTA-2123 recipients could not be given back, tried again: count=" + recipients,
        failure);
  }

  static void attemptBroken(String queueId, Throwable broken) {
    LOG.log(Level.ERROR, "MTA-2104 an attempt ended by a fault here: queueId=" + queueId, broken);
  }

  static void recordFailed(int attempts, Throwable failure) {
    LOG.log(
        Level.ERROR,
        "MTA-2105 outcomes could not be recorded, tried again: attempts=" + attempts,
        failure);
  }

  static void leaseLost(String queueId, long recipientId) {
    LOG.log(
        Level.WARNING,
        "MTA-2106 an outcome came after its lease had ended: queueId={0} recipient={1}",
        queueId,
        Long.toString(recipientId));
  }

  static void notified(String about, String itself, NotificationEntity entry) {
    LOG.log(
        Level.INFO,
        "MTA-2140 notification queueId={0} about={1} kind={2} to={3} audience={4} recipients={5}"
            + " status={6} requirement={7}",
        itself,
        about,
        entry.kind(),
        entry.addressee(),
        entry.audience(),
        Integer.toString(entry.recipientCount()),
        entry.status(),
        entry.requirement());
  }

  /** A recipient that nothing more will be tried for. */
  static void ended(Ended ended) {
    if (LOG.isLoggable(Level.INFO)) {
      String host = ended.host();
      LOG.log(
          Level.INFO,
          "MTA-2142 ended queueId={0} recipient={1} state={2} code={3} host={4} attempts={5}",
          MessageEntity.queueId(ended.messageId()),
          ended.forwardPath(),
          ended.state(),
          ended.status(),
          host == null ? "-" : host,
          Integer.toString(ended.attempts()));
    }
  }

  static void nobodyTold(String queueId, int recipients) {
    LOG.log(
        Level.INFO,
        "MTA-2141 a message without a sender ended, nobody is told: queueId={0} recipients={1}",
        queueId,
        Integer.toString(recipients));
  }

  static void swept(int messages) {
    LOG.log(Level.DEBUG, "MTA-2108 finished messages removed: count={0}", messages);
  }

  static void messageUnreadable(String queueId, RuntimeException why) {
    LOG.log(
        Level.ERROR,
        "MTA-2121 a row of the queue cannot be read; tried again when its lease ends: queueId="
            + queueId,
        why);
  }

  static void noThread(Throwable cause) {
    LOG.log(Level.ERROR, "MTA-2111 no thread could be started; tried again", cause);
  }

  static void stopFailed(Exception failure) {
    LOG.log(Level.ERROR, "MTA-2112 a part of the queue did not stop in order", failure);
  }

  static void sweepFailed(Exception failure) {
    LOG.log(Level.WARNING, "MTA-2109 removing finished messages failed; tried again", failure);
  }

  static void stoppedWithWorkLeft() {
    LOG.log(Level.WARNING, "MTA-2110 attempts still ran at the stop; they are made again");
  }
}
