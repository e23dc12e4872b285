package org.sealpost.history;

import java.util.List;

/** What is looked at; each aspect has its levels. */
public enum Aspect {
  /** Whether DNSSEC proves the servers of the domain. */
  DNSSEC,
  /** The mode of the domain's MTA-STS policy (RFC 8461 §5). */
  MTA_STS,
  /** The TLSA records of a server (RFC 7672 §2.2). */
  DANE,
  /** Whether a server can be spoken to over TLS (RFC 3207). */
  STARTTLS,
  /** Whether a server promises to protect mail onwards (RFC 8689 §2). */
  REQUIRETLS;

  /** Its levels, the weakest first; names that the pages have words for. */
  public List<String> levels() {
    return switch (this) {
      case DNSSEC -> List.of("NO", "YES");
      case MTA_STS -> List.of("NONE", "UNAVAILABLE", "TESTING", "ENFORCE");
      case DANE -> List.of("NONE", "UNUSABLE", "USABLE");
      case STARTTLS -> List.of("MISSING", "BROKEN", "WORKS");
      case REQUIRETLS -> List.of("MISSING", "OFFERED");
    };
  }

  /** Whether one level is weaker than another. */
  boolean isWeaker(String level, String than) {
    return levels().indexOf(level) < levels().indexOf(than);
  }
}
