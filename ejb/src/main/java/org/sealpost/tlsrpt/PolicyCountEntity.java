package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import org.sealpost.client.PeerText;

/** Sessions under one policy on one UTC day, as one node has seen them. */
@Entity
@Table(name = "tls_policy_count")
public class PolicyCountEntity {
  private static final int MOST_TEXT = 32_000;
  private static final int MOST_MX = 4_000;
  private static final int MOST_NAME = 255;

  @Id
  @Column(name = "count_key")
  private String key = "";

  @Column(name = "report_day")
  private long day;

  @Column(name = "recipient_domain")
  private String recipientDomain = "";

  @Column(name = "policy_domain")
  private String policyDomain = "";

  @Column(name = "policy_type")
  private String type = "";

  @Column(name = "policy_text")
  private String text = "";

  @Column(name = "mx_hosts")
  private String mxHosts = "";

  private long successes;

  private long failed;

  /** For JPA. */
  protected PolicyCountEntity() {}

  PolicyCountEntity(String key, SessionCounts.PolicyCount count) {
    AppliedPolicy policy = count.example.policy();
    this.key = key;
    this.day = count.day.toEpochDay();
    this.recipientDomain = PeerText.oneLine(count.example.recipientDomain(), MOST_NAME);
    this.policyDomain = PeerText.oneLine(policy.domain(), MOST_NAME);
    this.type = policy.type().text();
    this.text = Lines.joined(policy.strings(), MOST_TEXT);
    this.mxHosts = Lines.joined(policy.mxHosts(), MOST_MX);
    this.successes = count.successes;
    this.failed = count.failed;
  }

  String key() {
    return key;
  }

  LocalDate day() {
    return LocalDate.ofEpochDay(day);
  }

  String recipientDomain() {
    return recipientDomain;
  }

  AppliedPolicy policy() {
    PolicyType known = PolicyType.of(type).orElse(PolicyType.NO_POLICY_FOUND);
    return new AppliedPolicy(known, Lines.split(text), policyDomain, Lines.split(mxHosts));
  }

  long successes() {
    return successes;
  }

  long failed() {
    return failed;
  }

  /** Lists in a column: one line each. */
  static final class Lines {
    private Lines() {}

    /** As many as fit, each whole or not at all. */
    static String joined(List<String> lines, int most) {
      StringBuilder text = new StringBuilder();
      for (String line : lines) {
        String clean = PeerText.oneLine(line, most);
        if (text.length() + clean.length() + 1 > most) {
          break;
        }
        text.append(text.length() == 0 ? "" : "\n").append(clean);
      }
      return text.toString();
    }

    static List<String> split(String text) {
      return text.lines().toList();
    }
  }
}
