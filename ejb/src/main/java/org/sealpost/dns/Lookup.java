package org.sealpost.dns;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** The end of one lookup, CNAMEs followed. */
sealed interface Lookup {
  /** How far it can be trusted: as far as the weakest link of the CNAME chain. */
  SecurityStatus security();

  /**
   * At least one record of the type asked for.
   *
   * @param owner the name they stand at: the one asked for, or what its CNAMEs lead to
   */
  record Found(SecurityStatus security, Name owner, List<Record> records) implements Lookup {
    public Found {
      records = List.copyOf(records);
    }
  }

  /** The name exists, with no record of this type (RFC 2308 §2.2). */
  record NoData(SecurityStatus security) implements Lookup {}

  /** The name does not exist (RFC 2308 §2.1, RFC 8020). */
  record NoName(SecurityStatus security) implements Lookup {}

  /**
   * SERVFAIL, no answer, a CNAME loop, nonsense, an answer that failed validation.
   *
   * @param security BOGUS for the last of these, else INDETERMINATE
   * @param detail one line
   */
  record Failed(SecurityStatus security, String detail) implements Lookup {}
}
