package org.sealpost.flow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.Failure;

/** The row of an address that failed, or that an operator suppressed. */
@Entity
@Table(name = "suppressed")
public class SuppressedEntity {
  private static final int MOST_CHARACTERS = 1_000;

  @Id
  @SequenceGenerator(name = "suppressed_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "suppressed_seq")
  private long id;

  private String address = "";
  private int failures;

  @Column(name = "listed_at")
  private @Nullable Long listedAt;

  private @Nullable String status;
  private String said = "";

  @Column(name = "message_id")
  private @Nullable Long messageId;

  @Column(name = "made_by")
  private @Nullable String madeBy;

  @Column(name = "made_at")
  private long madeAt;

  @Column(name = "ends_at")
  private @Nullable Long endsAt;

  private long version;

  /** For JPA. */
  protected SuppressedEntity() {}

  SuppressedEntity(String address) {
    this.address = address;
  }

  /** It failed once more. */
  void fail(Failure failure, long ofMessage, Instant at) {
    failures++;
    status = failure.status().toString();
    said = cut(failure.explanation());
    messageId = ofMessage;
    madeAt = at.toEpochMilli();
  }

  /** Begins to count failures anew. */
  void forget() {
    failures = 0;
    listedAt = null;
    madeBy = null;
    endsAt = null;
  }

  void list(@Nullable Instant end, long atVersion) {
    listedAt = madeAt;
    stamp(end, atVersion);
  }

  /** Written down, whether or not it counts. */
  void stamp(@Nullable Instant end, long atVersion) {
    endsAt = end == null ? null : end.toEpochMilli();
    version = atVersion;
  }

  void listBy(String actor, String reason, Instant at) {
    madeBy = actor;
    said = cut(reason);
    madeAt = at.toEpochMilli();
  }

  /** The version of the list when it was last written. */
  long version() {
    return version;
  }

  boolean isListed() {
    return listedAt != null;
  }

  int failures() {
    return failures;
  }

  boolean hasEnded(Instant now) {
    return endsAt != null && endsAt <= now.toEpochMilli();
  }

  Suppressed toSuppressed() {
    return new Suppressed(
        id,
        address,
        failures,
        status,
        said,
        messageId,
        madeBy,
        Instant.ofEpochMilli(madeAt),
        endsAt == null ? null : Instant.ofEpochMilli(endsAt));
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }
}
