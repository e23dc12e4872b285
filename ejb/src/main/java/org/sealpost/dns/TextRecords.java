package org.sealpost.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/** Reads TXT records (RFC 1035 §3.3.14). */
final class TextRecords {
  private TextRecords() {}

  /** The text of each TXT record, its strings put together. */
  static List<String> texts(List<Record> records) {
    List<String> texts = new ArrayList<>();
    for (Record each : records) {
      if (each instanceof TXTRecord txt) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        txt.getStringsAsByteArrays().forEach(octets::writeBytes);
        texts.add(octets.toString(StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }
}
