package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;

/** A message that came to the address for reports, and what it is. */
@Entity
@Table(name = "tls_received")
public class ReceivedEntity {
  /** The message of what was posted; no message has that key. */
  static final long NO_MESSAGE = 0;

  private static final int MOST_REASON = 500;
  private static final int MOST_ADDRESS = 512;

  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  @Column(name = "message_id")
  private long messageId;

  private String address = "";

  @Column(name = "arrived_at")
  private long arrivedAt;

  @Enumerated(EnumType.STRING)
  private ReceivedState state = ReceivedState.NEW;

  @Column(name = "lease_until")
  private @Nullable Long leaseUntil;

  private int attempts;

  private @Nullable String reason;

  private @Nullable String submitter;

  private @Nullable String organization;

  private @Nullable String contact;

  @Column(name = "report_id")
  private @Nullable String reportId;

  /**
   * Unique: of a report that counts, who sent it and its id; of all others, nothing that recurs.
   */
  @Column(name = "double_key")
  private String doubleKey = UUID.randomUUID().toString();

  @Column(name = "begin_at")
  private @Nullable Long beginAt;

  @Column(name = "end_at")
  private @Nullable Long endAt;

  private long successes;

  private long failed;

  /** For JPA. */
  protected ReceivedEntity() {}

  /** It has just come into that mailbox. */
  ReceivedEntity(long messageId, String address, Instant at) {
    this.messageId = messageId;
    this.address = PeerText.oneLine(address, MOST_ADDRESS);
    this.arrivedAt = at.toEpochMilli();
  }

  /** It was just posted by a client at that address, and nobody answers for it. */
  static ReceivedEntity posted(String client, Instant at) {
    return new ReceivedEntity(NO_MESSAGE, "HTTPS " + client, at);
  }

  /** Whether it came in a message, which whoever reports has to sign. */
  boolean isAuthenticated() {
    return messageId != NO_MESSAGE;
  }

  long id() {
    return id;
  }

  long messageId() {
    return messageId;
  }

  String address() {
    return address;
  }

  Instant arrived() {
    return Instant.ofEpochMilli(arrivedAt);
  }

  ReceivedState state() {
    return state;
  }

  int attempts() {
    return attempts;
  }

  @Nullable String reason() {
    return reason;
  }

  String submitter() {
    return submitter == null ? "" : submitter;
  }

  String organization() {
    return organization == null ? "" : organization;
  }

  String contact() {
    return contact == null ? "" : contact;
  }

  String reportId() {
    return reportId == null ? "" : reportId;
  }

  @Nullable Instant begin() {
    return beginAt == null ? null : Instant.ofEpochMilli(beginAt);
  }

  @Nullable Instant end() {
    return endAt == null ? null : Instant.ofEpochMilli(endAt);
  }

  long successes() {
    return successes;
  }

  long failed() {
    return failed;
  }

  void retry(Instant due, String why) {
    attempts++;
    leaseUntil = due.toEpochMilli();
    reason = PeerText.oneLine(why, MOST_REASON);
  }

  void reject(String why) {
    state = ReceivedState.INVALID;
    leaseUntil = null;
    reason = PeerText.oneLine(why, MOST_REASON);
  }

  void accept(ReceivedReport report, String from, String key, boolean isDouble) {
    state = isDouble ? ReceivedState.DOUBLE : ReceivedState.VALID;
    leaseUntil = null;
    reason = null;
    submitter = from;
    organization = report.organization();
    contact = report.contact();
    reportId = report.reportId();
    beginAt = report.begin().toEpochMilli();
    endAt = report.end().toEpochMilli();
    successes = report.successes();
    failed = report.failed();
    if (!isDouble) {
      doubleKey = key;
    }
  }
}
