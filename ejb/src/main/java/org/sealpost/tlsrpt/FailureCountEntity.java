package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;

/** Sessions that failed in one way under one policy on one UTC day. */
@Entity
@Table(name = "tls_failure_count")
public class FailureCountEntity {
  private static final int MOST_NAME = 255;
  private static final int MOST_ADDRESS = 64;

  @Id
  @Column(name = "count_key")
  private String key = "";

  @Column(name = "policy_key")
  private String policyKey = "";

  @Column(name = "report_day")
  private long day;

  @Column(name = "result_type")
  private String type = "";

  @Column(name = "sending_ip")
  private @Nullable String sendingIp;

  @Column(name = "mx_host")
  private @Nullable String mxHost;

  @Column(name = "mx_helo")
  private @Nullable String mxHelo;

  @Column(name = "receiving_ip")
  private @Nullable String receivingIp;

  private @Nullable String reason;

  private long sessions;

  @Column(name = "last_at")
  private long lastAt;

  /** For JPA. */
  protected FailureCountEntity() {}

  FailureCountEntity(String key, SessionCounts.FailureCount count) {
    FailureDetail detail = count.detail;
    this.key = key;
    this.policyKey = count.policyKey;
    this.day = count.day.toEpochDay();
    this.type = detail.type().text();
    this.sendingIp = cut(detail.sendingIp(), MOST_ADDRESS);
    this.mxHost = cut(detail.mxHost(), MOST_NAME);
    this.mxHelo = cut(detail.mxHelo(), MOST_NAME);
    this.receivingIp = cut(detail.receivingIp(), MOST_ADDRESS);
    this.reason = cut(detail.reason(), MOST_NAME);
    this.sessions = count.sessions;
    this.lastAt = count.last.toEpochMilli();
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null ? null : PeerText.oneLine(text, most);
  }

  String policyKey() {
    return policyKey;
  }

  FailureDetail detail() {
    return new FailureDetail(
        ResultType.of(type).orElse(ResultType.VALIDATION_FAILURE),
        sendingIp,
        mxHost,
        mxHelo,
        receivingIp,
        reason == null ? "" : reason);
  }

  long sessions() {
    return sessions;
  }

  Instant last() {
    return Instant.ofEpochMilli(lastAt);
  }
}
