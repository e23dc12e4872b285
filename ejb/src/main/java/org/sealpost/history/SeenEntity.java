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
import org.sealpost.smtp.Domain;

/** The row of what was last seen of one aspect. */
@Entity
@Table(name = "tls_seen")
public class SeenEntity {
  @Id
  @SequenceGenerator(name = "seen_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "seen_seq")
  private long id;

  private String domain = "";
  private String host = "";

  @Enumerated(EnumType.STRING)
  private Aspect aspect = Aspect.DNSSEC;

  @Column(name = "seen_level")
  private String level = "";

  private long since;

  @Column(name = "seen_at")
  private long seenAt;

  /** For JPA. */
  protected SeenEntity() {}

  SeenEntity(Sighting first) {
    domain = first.key().domain().name();
    host = first.key().host();
    aspect = first.key().aspect();
    level = first.level();
    since = first.at().toEpochMilli();
    seenAt = since;
  }

  void see(Sighting again) {
    seenAt = again.at().toEpochMilli();
    if (!level.equals(again.level())) {
      level = again.level();
      since = seenAt;
    }
  }

  String level() {
    return level;
  }

  Seen toSeen() {
    return new Seen(
        new Sighting.Key(Domain.of(domain), host, aspect),
        level,
        Instant.ofEpochMilli(since),
        Instant.ofEpochMilli(seenAt));
  }
}
