package org.sealpost.tlsrpt;

import java.util.Arrays;
import java.util.Optional;

/** What kind of policy a session was held against (RFC 8460 §4.4). */
public enum PolicyType {
  /** DANE. */
  TLSA("tlsa"),
  /** MTA-STS. */
  STS("sts"),
  /** Neither was found. */
  NO_POLICY_FOUND("no-policy-found");

  private final String text;

  PolicyType(String text) {
    this.text = text;
  }

  /** As reports have it. */
  public String text() {
    return text;
  }

  /** The type of that text; empty where it is none of these. */
  public static Optional<PolicyType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}
