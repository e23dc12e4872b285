package org.sealpost.history;

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
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/** The row of a change. */
@Entity
@Table(name = "tls_change")
public class ChangeEntity {
  @Id
  @SequenceGenerator(name = "change_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_seq")
  private long id;

  private String domain = "";
  private String host = "";

  @Enumerated(EnumType.STRING)
  private Aspect aspect = Aspect.DNSSEC;

  @Column(name = "level_before")
  private String before = "";

  @Column(name = "level_after")
  private String after = "";

  private boolean weaker;

  @Column(name = "first_at")
  private long firstAt;

  @Column(name = "last_at")
  private long lastAt;

  private int times;

  @Column(name = "noted_by")
  private @Nullable String notedBy;

  @Column(name = "noted_at")
  private @Nullable Long notedAt;

  /** For JPA. */
  protected ChangeEntity() {}

  ChangeEntity(Sighting sighting, String before) {
    this.domain = sighting.key().domain().name();
    this.host = sighting.key().host();
    this.aspect = sighting.key().aspect();
    this.before = before;
    this.after = sighting.level();
    this.weaker = aspect.isWeaker(after, before);
    this.firstAt = sighting.at().toEpochMilli();
    this.lastAt = firstAt;
    this.times = 1;
  }

  void again(Instant at) {
    lastAt = at.toEpochMilli();
    times++;
  }

  boolean isOpen() {
    return weaker && notedAt == null;
  }

  void note(String by, Instant at) {
    notedBy = by;
    notedAt = at.toEpochMilli();
  }

  Change toChange() {
    return new Change(
        id,
        new Sighting.Key(Domain.of(domain), host, aspect),
        before,
        after,
        weaker,
        Instant.ofEpochMilli(firstAt),
        Instant.ofEpochMilli(lastAt),
        times,
        notedBy,
        notedAt == null ? null : Instant.ofEpochMilli(notedAt));
  }
}
