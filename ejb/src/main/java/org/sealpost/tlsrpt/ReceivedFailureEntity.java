package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A kind of failure that a received report tells of. */
@Entity
@Table(name = "tls_received_failure")
public class ReceivedFailureEntity {
  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  @Column(name = "received_ref")
  private long received;

  @Column(name = "policy_ref")
  private long policy;

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

  private String reason = "";

  private long sessions;

  /** For JPA. */
  protected ReceivedFailureEntity() {}

  ReceivedFailureEntity(long received, long policy, ReceivedReport.Failure failure) {
    this.received = received;
    this.policy = policy;
    this.type = failure.type();
    this.sendingIp = failure.sendingIp();
    this.mxHost = failure.mxHost();
    this.mxHelo = failure.mxHelo();
    this.receivingIp = failure.receivingIp();
    this.reason = failure.reason();
    this.sessions = failure.sessions();
  }

  ReceivedReport.Failure toFailure() {
    return new ReceivedReport.Failure(
        type, sendingIp, mxHost, mxHelo, receivingIp, reason, sessions);
  }
}
