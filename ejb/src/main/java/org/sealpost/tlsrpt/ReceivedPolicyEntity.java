package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.List;
import org.sealpost.tlsrpt.PolicyCountEntity.Lines;

/** What a received report says of one policy. */
@Entity
@Table(name = "tls_received_policy")
public class ReceivedPolicyEntity {
  private static final int MOST_TEXT = 32_000;
  private static final int MOST_MX = 4_000;

  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  @Column(name = "received_ref")
  private long received;

  @Column(name = "policy_domain")
  private String domain = "";

  @Column(name = "policy_type")
  private String type = "";

  @Column(name = "policy_text")
  private String text = "";

  @Column(name = "mx_hosts")
  private String mxHosts = "";

  private long successes;

  private long failed;

  /** For JPA. */
  protected ReceivedPolicyEntity() {}

  ReceivedPolicyEntity(long received, ReceivedReport.Policy policy) {
    this.received = received;
    this.domain = policy.domain();
    this.type = policy.type();
    this.text = Lines.joined(policy.strings(), MOST_TEXT);
    this.mxHosts = Lines.joined(policy.mxHosts(), MOST_MX);
    this.successes = policy.successes();
    this.failed = policy.failed();
  }

  long id() {
    return id;
  }

  ReceivedReport.Policy toPolicy(List<ReceivedReport.Failure> failures) {
    return new ReceivedReport.Policy(
        type, Lines.split(text), domain, Lines.split(mxHosts), successes, failed, failures);
  }
}
