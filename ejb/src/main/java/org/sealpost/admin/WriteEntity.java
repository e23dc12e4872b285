package org.sealpost.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer to a write that carried an idempotency key. */
@Entity
@Table(name = "idempotent_write")
@IdClass(WriteEntity.Key.class)
public class WriteEntity {
  @Id private String actor = "";

  @Id
  @Column(name = "idempotency_key")
  private String key = "";

  @Column(name = "request_hash")
  private String requestHash = "";

  private int status;
  private @Nullable String location;
  private String body = "";

  @Column(name = "done_at")
  private long at;

  /** For JPA. */
  protected WriteEntity() {}

  WriteEntity(WriteOnce.Request request, Instant now) {
    this.actor = request.actor();
    this.key = request.key();
    this.requestHash = request.hash();
    this.at = now.toEpochMilli();
  }

  String requestHash() {
    return requestHash;
  }

  Instant at() {
    return Instant.ofEpochMilli(at);
  }

  void answer(WriteOnce.Answer answer) {
    status = answer.status();
    location = answer.location();
    body = answer.body();
  }

  WriteOnce.Answer answer() {
    return new WriteOnce.Answer(status, location, body);
  }

  /** For JPA, which does not know records here: actor and key. */
  public static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private String actor = "";
    private String key = "";

    /** For JPA. */
    public Key() {}

    Key(String actor, String key) {
      this.actor = actor;
      this.key = key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && actor.equals(that.actor) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return Objects.hash(actor, key);
    }
  }
}
