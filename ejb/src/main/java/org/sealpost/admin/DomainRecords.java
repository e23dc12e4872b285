package org.sealpost.admin;

import java.util.List;

/**
 * The records of one hosted domain.
 *
 * @param domain in the form for people
 */
public record DomainRecords(String domain, List<DnsRecord> records) {
  /** Copies the list. */
  public DomainRecords {
    records = List.copyOf(records);
  }
}
