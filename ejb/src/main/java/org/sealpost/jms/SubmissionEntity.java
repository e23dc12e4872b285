package org.sealpost.jms;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** That a submission was taken, so that it is not taken twice. */
@Entity
@Table(name = "jms_submission")
@IdClass(SubmissionEntity.Key.class)
public class SubmissionEntity {
  /** More do not fit into the column; there is one for each alias among the recipients. */
  private static final int MOST_IDS = 2_000;

  @Id private String account = "";

  @Id
  @Column(name = "submission_key")
  private String key = "";

  @Column(name = "queue_ids")
  private String queueIds = "";

  @Column(name = "taken_at")
  private long at;

  /** For JPA. */
  protected SubmissionEntity() {}

  SubmissionEntity(Order order, List<String> queueIds, Instant now) {
    this.account = order.account();
    this.key = order.key();
    this.queueIds = queueIds.stream().limit(MOST_IDS).collect(Collectors.joining(" "));
    this.at = now.toEpochMilli();
  }

  List<String> queueIds() {
    return List.of(queueIds.split(" "));
  }

  /** Of whom, and which. */
  public static final class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private String account = "";
    private String key = "";

    /** For JPA. */
    public Key() {}

    Key(Order order) {
      this.account = order.account();
      this.key = order.key();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && account.equals(that.account) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return Objects.hash(account, key);
    }
  }
}
