package org.sealpost.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules of the decision in words, with the numbers the laboratory's cases name them by. The
 * tables of {@code docs/tls-policy.md} are made of the code; these are what it is held against.
 */
public final class DecisionRows {
  private DecisionRows() {}

  /** Number to rule, in order. */
  public static Map<String, String> all() {
    Map<String, String> rows = new LinkedHashMap<>();
    facts(rows);
    usual(rows);
    required(rows);
    others(rows);
    routes(rows);
    return rows;
  }

  private static void facts(Map<String, String> rows) {
    rows.put("3/1", "A DNS answer that fails validation is never taken for an unsigned one.");
    rows.put("3/2", "A look-up that fails is waited for; it never counts as “there is nothing”.");
    rows.put("3/3", "A domain that takes no mail (RFC 7505), or does not exist: fails at once.");
    rows.put("3/4", "The domain the sender wrote counts, also where it is an alias.");
  }

  private static void usual(Map<String, String> rows) {
    rows.put(
        "4.1/1",
        "TLSA records that can be used: TLS, and DANE; an enforced policy wants PKIX too.");
    rows.put("4.1/2", "An enforced policy that names the host, no usable TLSA: TLS, and PKIX.");
    rows.put("4.1/3", "An enforced policy that does not name the host: not this host.");
    rows.put("4.1/4", "TLSA records nobody can use: TLS, certificate not checked.");
    rows.put(
        "4.1/5",
        "Nothing published, or a policy in testing mode: TLS if offered, not checked; if it fails"
            + " once more without, unless the operator forbids it.");
    rows.put("4.1/6", "TLSA records that cannot be looked up: not this host, this time.");
    rows.put("4.1/7", "A policy that cannot be fetched: as if there were none, and reported.");
    rows.put(
        "4.1/8", "No STARTTLS, a failed handshake or check where TLS is needed: the next host.");
  }

  private static void required(Map<String, String> rows) {
    rows.put("4.2/1", "Signed MX records and DANE.");
    rows.put("4.2/2", "Signed MX records and PKIX.");
    rows.put("4.2/3", "A policy that names the host, and PKIX.");
    rows.put("4.2/4", "Signed MX records, DANE and a policy together.");
    rows.put("4.2/5", "No MX record: the name is what the sender wrote; DANE or PKIX.");
    rows.put("4.2/6", "An enforced policy that does not name the host excludes it.");
    rows.put("4.2/7", "A policy in testing mode vouches for a name as well (RFC 8689 §2).");
    rows.put("4.2/8", "With `requiretls.accept-testing-policy = false` it does not.");
    rows.put("4.2/9", "A host failed in a way that may heal: later again.");
    rows.put("4.2/10", "Every host was verified, none may heal, REQUIRETLS was lacking: 5.7.30.");
    rows.put("4.2/11", "No verified session could be had: 5.7.10.");
    rows.put("4.2/12", "The same within `requiretls.tls-failure-grace`: later again.");
  }

  private static void others(Map<String, String> rows) {
    rows.put("4.3/1", "A notification about a REQUIRED message goes the protected way if it can.");
    rows.put("4.3/2", "Somebody else's, where there is none: redacted, as DEFAULT.");
    rows.put("4.3/3", "Our own holds only what identifies the message, whatever RET says.");
    rows.put("4.4/1", "OPTIONAL: what the domain publishes is ignored; TLS if offered.");
    rows.put("4.4/2", "OPTIONAL, and TLS fails: once more without.");
    rows.put("4.4/3", "OPTIONAL, and the server wants TLS but has none: the sender is told.");
  }

  private static void routes(Map<String, String> rows) {
    rows.put("4.5/1", "Opportunistic: TLS if offered.");
    rows.put("4.5/2", "STARTTLS: TLS or no delivery.");
    rows.put("4.5/3", "Implicit: TLS from the first octet.");
    rows.put("4.5/4", "None: without TLS.");
    rows.put("4.5/5", "REQUIRED over a route that is encrypted and checked.");
    rows.put("4.5/6", "REQUIRED over any other route: 5.7.10 at once.");
    rows.put("4.5/7", "REQUIRED, and the route's server lacks REQUIRETLS: 5.7.30 at once.");
    rows.put("4.5/8", "A check of the route that fails: later again.");
    rows.put("4.5/9", "Checked by TLSA records, which have to be there.");
    rows.put("4.5/10", "Checked by the server's key.");
    rows.put("4.5/11", "A trusted route on loopback is final delivery.");
  }
}
