package org.sealpost.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** The keys that DNSSEC validation starts from (RFC 4033 §5): a text of DS and DNSKEY records. */
public final class TrustAnchors {
  private static final String ROOT = "root-anchors.txt";
  private static final int MOST_OCTETS = 1 << 20;

  private final byte[] text;

  private TrustAnchors(byte[] text) throws IOException {
    this.text = text;
    int records = 0;
    try (Master master = new Master(new ByteArrayInputStream(text), Name.root, 0)) {
      for (@Nullable Record each = master.nextRecord(); each != null; each = master.nextRecord()) {
        if (each.getType() != Type.DS && each.getType() != Type.DNSKEY) {
          throw new IOException("neither DS nor DNSKEY: " + Type.string(each.getType()));
        }
        records++;
      }
    }
    if (records == 0) {
      throw new IOException("no DS or DNSKEY record in it");
    }
  }

  /** Those of the DNS root, as they were when this release was made. */
  public static TrustAnchors ofRoot() {
    try (InputStream in = TrustAnchors.class.getResourceAsStream(ROOT)) {
      if (in == null) {
        throw new IllegalStateException(ROOT + " is missing from this archive");
      }
      return new TrustAnchors(in.readAllBytes());
    } catch (IOException damaged) {
      throw new UncheckedIOException(ROOT, damaged);
    }
  }

  /**
   * Those of a file of DS and DNSKEY records in zone file form (RFC 1035 §5).
   *
   * @throws IOException where it cannot be read, holds something else, or nothing
   */
  public static TrustAnchors read(Path file) throws IOException {
    if (Files.size(file) > MOST_OCTETS) {
      throw new IOException("too large for trust anchors");
    }
    return new TrustAnchors(Files.readAllBytes(file));
  }

  void loadInto(ValidatingResolver resolver) {
    try {
      resolver.loadTrustAnchors(new ByteArrayInputStream(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException("read before without trouble", impossible);
    }
  }
}
