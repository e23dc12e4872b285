package org.sealpost.tlsrpt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Results of sessions added up: a number for each policy and UTC day (RFC 8460 §4.1), and one for
 * each kind of failure under it. One thread.
 */
public final class SessionCounts {
  private final String node;
  // In the order of their keys, so that nobody waits for another in a circle.
  private final Map<String, PolicyCount> policies = new TreeMap<>();
  private final Map<String, FailureCount> failures = new TreeMap<>();

  /**
   * Empty.
   *
   * @param node the name of this node: each has rows of its own, so that none waits for another's
   */
  public SessionCounts(String node) {
    this.node = node;
  }

  /** Sessions under one policy on one day. */
  static final class PolicyCount {
    final LocalDate day;
    final SessionResult example;
    long successes;
    long failed;

    PolicyCount(LocalDate day, SessionResult example) {
      this.day = day;
      this.example = example;
    }
  }

  /** Sessions that failed in one way. */
  static final class FailureCount {
    final LocalDate day;
    final String policyKey;
    final FailureDetail detail;
    Instant last;
    long sessions;

    FailureCount(LocalDate day, String policyKey, FailureDetail detail, Instant last) {
      this.day = day;
      this.policyKey = policyKey;
      this.detail = detail;
      this.last = last;
    }
  }

  /** Adds what sessions showed that ended at this time. */
  public void add(Instant at, List<SessionResult> results) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    for (SessionResult result : results) {
      AppliedPolicy policy = result.policy();
      String key =
          key(
              node,
              day.toString(),
              result.recipientDomain(),
              policy.type().text(),
              policy.domain(),
              String.join("\n", policy.strings()),
              String.join("\n", policy.mxHosts()));
      PolicyCount count = policies.computeIfAbsent(key, none -> new PolicyCount(day, result));
      if (result.isSuccess()) {
        count.successes++;
      } else {
        count.failed++;
      }
      result.failures().forEach(detail -> add(day, key, detail, at));
    }
  }

  private void add(LocalDate day, String policyKey, FailureDetail detail, Instant at) {
    String key =
        key(
            policyKey,
            detail.type().text(),
            detail.sendingIp(),
            detail.mxHost(),
            detail.mxHelo(),
            detail.receivingIp(),
            detail.reason());
    FailureCount count =
        failures.computeIfAbsent(key, none -> new FailureCount(day, policyKey, detail, at));
    count.sessions++;
    count.last = at;
  }

  private static String key(@Nullable String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(part == null ? "-" : "+" + part).append('\0');
    }
    try {
      byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-2", impossible);
    }
  }

  Map<String, PolicyCount> policies() {
    return policies;
  }

  Map<String, FailureCount> failures() {
    return failures;
  }

  /** Those whose keys these are. */
  SessionCounts only(List<String> policyKeys, List<String> failureKeys) {
    SessionCounts part = new SessionCounts(node);
    Map<String, PolicyCount> some = new LinkedHashMap<>(policies);
    some.keySet().retainAll(policyKeys);
    part.policies.putAll(some);
    Map<String, FailureCount> others = new LinkedHashMap<>(failures);
    others.keySet().retainAll(failureKeys);
    part.failures.putAll(others);
    return part;
  }
}
