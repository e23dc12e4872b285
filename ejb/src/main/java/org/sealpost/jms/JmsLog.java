package org.sealpost.jms;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The log lines of mail from queues; ids MTA-6101 to MTA-6199 are never used for anything else. */
final class JmsLog {
  private static final Logger LOG = System.getLogger("org.sealpost.jms");
  private static final int MOST_TEXT = 255;

  private JmsLog() {}

  static void reading(int consumers) {
    LOG.log(Level.INFO, "MTA-6101 mail is taken from queues: consumers={0}", consumers);
  }

  static void brokerFailed(Exception failure) {
    LOG.log(Level.WARNING, "MTA-6103 the broker does not answer, tried again", failure);
  }

  static void rejected(String messageId, String account, String why) {
    LOG.log(
        Level.WARNING,
        "MTA-6104 submission rejected: jmsMessageId={0} account={1} reason={2}",
        oneLine(messageId),
        oneLine(account),
        why);
  }

  static void putOff(String messageId, int deliveries, String why) {
    LOG.log(
        Level.INFO,
        "MTA-6105 submission not taken now, it comes again: jmsMessageId={0} deliveries={1}"
            + " reason={2}",
        oneLine(messageId),
        deliveries,
        why);
  }

  static void failed(String messageId, int deliveries, Throwable failure) {
    LOG.log(
        Level.WARNING,
        "MTA-6106 submission failed by a fault here, it comes again: jmsMessageId="
            + oneLine(messageId)
            + " deliveries="
            + deliveries,
        failure);
  }

  static void answerLost(String messageId, Exception failure) {
    LOG.log(Level.DEBUG, "MTA-6107 answer not taken: jmsMessageId=" + oneLine(messageId), failure);
  }

  static void waiting() {
    LOG.log(Level.WARNING, "MTA-6108 submissions wait: the mail queue or the disk is full");
  }

  static void goingOn() {
    LOG.log(Level.INFO, "MTA-6109 submissions are taken again");
  }

  static void signInRefused(String user) {
    LOG.log(Level.INFO, "MTA-6110 sign-in to the broker refused: user={0}", oneLine(user));
  }

  static void keysNotForgotten(Exception failure) {
    LOG.log(Level.WARNING, "MTA-6111 old submission keys could not be removed", failure);
  }

  static void stillRunning(long consumers) {
    LOG.log(
        Level.WARNING,
        "MTA-6112 submissions are still under way at the stop, they come again: consumers={0}",
        consumers);
  }

  static void notSeen(Exception failure) {
    LOG.log(Level.WARNING, "MTA-6113 the queues of submissions could not be looked at", failure);
  }

  static void eventsWait(Exception failure) {
    LOG.log(Level.WARNING, "MTA-6120 events wait, the broker does not take them", failure);
  }

  static void eventsGoOut() {
    LOG.log(Level.INFO, "MTA-6121 events go out again");
  }

  static void eventsDropped(long events) {
    LOG.log(
        Level.WARNING,
        "MTA-6122 events dropped, the broker has not taken any for too long: events={0}",
        Long.toString(events));
  }

  static void outboxFailed(Exception failure) {
    LOG.log(Level.WARNING, "MTA-6123 the outbox of events could not be used, tried again", failure);
  }

  static void eventsStillGoing() {
    LOG.log(Level.WARNING, "MTA-6124 the broker keeps the stop from ending the events in order");
  }

  private static String oneLine(String text) {
    String cut = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
