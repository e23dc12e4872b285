package org.sealpost.dns;

import java.util.List;
import org.sealpost.client.dane.TlsaRecord;

/** The TLSA records of a host and port (RFC 6698 §3). */
public sealed interface TlsaAnswer {
  /** How far it can be trusted; BOGUS answers are {@link NotFoundOut}. */
  SecurityStatus security();

  /**
   * These.
   *
   * @param records at least one, usable or not
   */
  record Records(SecurityStatus security, List<TlsaRecord> records) implements TlsaAnswer {
    /** Copies the list. */
    public Records {
      records = List.copyOf(records);
    }
  }

  /** There are none. */
  record None(SecurityStatus security) implements TlsaAnswer {}

  /**
   * No answer that could be used came; asking later may help.
   *
   * @param security BOGUS where an answer failed validation, else INDETERMINATE
   * @param detail for logs: one line
   */
  record NotFoundOut(SecurityStatus security, String detail) implements TlsaAnswer {}
}
