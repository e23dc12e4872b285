package org.sealpost.event;

import java.util.Locale;

/** What events tell of. */
public enum EventKind {
  /** A message was put into the queue. */
  ACCEPTED,
  /** An attempt has ended, with its decision and result host by host. */
  ATTEMPT,
  /** A recipient is tried again later. */
  DEFERRED,
  /** The next MTA has taken responsibility for a recipient. */
  RELAYED,
  /** It is in its final mailbox here. */
  DELIVERED,
  /** It was given up after a permanent failure, or by an operator. */
  FAILED,
  /** It was given up after the message's lifetime. */
  EXPIRED,
  /** It is kept back by an operator or a rule. */
  HELD,
  /** It is no longer kept back. */
  RELEASED,
  /** An operator has deleted it. */
  DROPPED,
  /** A message is protected otherwise than before. */
  REQUIREMENT_CHANGED,
  /** A recipient domain protects mail less than it did. */
  DOMAIN_WEAKENED,
  /** Another server has sent a report about TLS (RFC 8460). */
  REPORT_RECEIVED,
  /** Events were dropped at this place, because they could not be sent for too long. */
  LOST;

  /** As it is written, for example {@code requirement-changed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
