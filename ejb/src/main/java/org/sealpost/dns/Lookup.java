package org.sealpost.dns;

import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.xbill.DNS.Record;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** The end of one lookup, CNAMEs followed. */
sealed interface Lookup {
  /** At least one record of the type asked for. */
  record Found(List<Record> records) implements Lookup {}

  /** The name exists, with no record of this type (RFC 2308 §2.2). */
  record NoData() implements Lookup {}

  /** The name does not exist (RFC 2308 §2.1, RFC 8020). */
  record NoName() implements Lookup {}

  /** SERVFAIL, no answer, a CNAME loop, nonsense. */
  record Failed(String detail) implements Lookup {}

  /** What dnsjava came back with. */
  static Lookup of(@Nullable LookupResult result, @Nullable Throwable failure) {
    if (result != null) {
      return result.getRecords().isEmpty() ? new NoData() : new Found(result.getRecords());
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof NoSuchDomainException) {
      return new NoName();
    }
    if (cause instanceof NoSuchRRSetException) {
      return new NoData();
    }
    return new Failed(PeerText.oneLine(String.valueOf(cause), 200));
  }
}
