package org.sealpost.mtasts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/** A domain's row in the cache of policies. Instants are milliseconds since 1970. */
@Entity
@Table(name = "mta_sts_policy")
public class MtaStsPolicyEntity {
  @Id private String domain = "";

  @Column(name = "policy_id")
  private @Nullable String policyId;

  @Column(name = "policy_mode")
  private @Nullable String mode;

  @Column(name = "max_age_seconds")
  private @Nullable Long maxAgeSeconds;

  @Lob private @Nullable String mx;

  @Column(name = "fetched_at")
  private @Nullable Long since;

  @Column(name = "refreshed_at")
  private @Nullable Long fetched;

  @Column(name = "expires_at")
  private @Nullable Long expires;

  @Column(name = "next_refresh")
  private long nextRefresh;

  @Column(name = "last_used")
  private long lastUsed;

  @Column(name = "failed_id")
  private @Nullable String failedId;

  @Column(name = "failed_at")
  private @Nullable Long failed;

  @Column(name = "retry_after")
  private @Nullable Long retryAfter;

  @Column(name = "last_error")
  private @Nullable String lastError;

  /** For JPA. */
  protected MtaStsPolicyEntity() {}

  MtaStsPolicyEntity(Domain domain, Instant used) {
    this.domain = domain.name();
    this.lastUsed = used.toEpochMilli();
  }

  void keep(Held held) {
    policyId = held.id();
    mode = held.policy().mode().text();
    maxAgeSeconds = held.policy().maxAge().toSeconds();
    mx = String.join("\n", held.policy().mx().stream().map(MxPattern::text).toList());
    since = held.since().toEpochMilli();
    fetched = held.fetched().toEpochMilli();
    expires = held.expires().toEpochMilli();
    failedId = null;
    failed = null;
    retryAfter = null;
    lastError = null;
  }

  void noteFailure(Failure failure) {
    failedId = failure.id();
    failed = failure.failed().toEpochMilli();
    retryAfter = failure.retryAfter().toEpochMilli();
    lastError = failure.error();
  }

  void setNextRefresh(Instant next) {
    nextRefresh = next.toEpochMilli();
  }

  void setLastUsed(Instant used) {
    lastUsed = used.toEpochMilli();
  }

  CachedPolicy toCached() {
    return new CachedPolicy(new Domain(domain), held(), failure(), Instant.ofEpochMilli(lastUsed));
  }

  private @Nullable Held held() {
    if (policyId == null || mode == null || maxAgeSeconds == null) {
      return null;
    }
    if (since == null || fetched == null) {
      return null;
    }
    List<MxPattern> patterns =
        mx == null || mx.isEmpty()
            ? List.of()
            : List.of(mx.split("\n", -1)).stream().map(MxPattern::new).toList();
    PolicyMode known = PolicyMode.parse(mode).orElseThrow();
    return new Held(
        policyId,
        new MtaStsPolicy(known, Duration.ofSeconds(maxAgeSeconds), patterns),
        Instant.ofEpochMilli(since),
        Instant.ofEpochMilli(fetched));
  }

  private @Nullable Failure failure() {
    if (failedId == null || failed == null || retryAfter == null || lastError == null) {
      return null;
    }
    return new Failure(
        failedId, Instant.ofEpochMilli(failed), Instant.ofEpochMilli(retryAfter), lastError);
  }
}
