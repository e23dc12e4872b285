package org.sealpost.client.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/**
 * What a message holds beyond ASCII text, and whether it can go without.
 *
 * @param utf8Header whether a header section has octets beyond ASCII (RFC 6532 §3.2)
 * @param canBeSevenBit whether {@link SevenBitStream} can make ASCII of it that means the same, and
 *     no signature breaks by that; what a report returns does not count
 * @param encoded which bodies have to be encoded, counted in the order of their header sections
 */
public record MailForm(boolean utf8Header, boolean canBeSevenBit, BitSet encoded) {
  /** Copies the set. */
  public MailForm {
    encoded = (BitSet) encoded.clone();
  }

  @Override
  public BitSet encoded() {
    return (BitSet) encoded.clone();
  }

  /** Reads a message to its end; it stays open. */
  public static MailForm of(InputStream message) throws IOException {
    Finding finding = new Finding();
    MimeWalk walk = new MimeWalk(message, finding);
    boolean more = true;
    while (more) {
      more = walk.step();
    }
    return new MailForm(finding.utf8Header, finding.mime && finding.touchable, finding.encoded);
  }

  /** Looks at everything, changes nothing. */
  private static final class Finding implements MimeWalk.Visitor {
    /** RFC 5322 §2.1.1. */
    private static final int MAX_LINE = 998;

    private final BitSet encoded = new BitSet();
    private boolean utf8Header;
    private boolean mime;
    private boolean report;
    private boolean touchable = true;
    private int entity = -1;
    private boolean encodable;
    private boolean messageFollows = true;
    private boolean mimeHere;
    private int lineLength;

    @Override
    public void header(EntityHeader header, boolean emptyLine) {
      entity++;
      lineLength = 0;
      // Choice: text that does not say what it is stays as it is; nobody could say its charset.
      mime = mime || (entity == 0 && header.saysMime());
      mimeHere = messageFollows ? header.saysMime() : mimeHere;
      messageFollows = header.isMessage();
      utf8Header = utf8Header || header.hasEightBit();
      report = report || (entity == 0 && header.isReport());
      // Choice: a report returns a message that it may be recognised, not that it may be verified;
      // better that its signatures break than that nobody is told.
      boolean signed = header.isSigned() && !(report && entity > 0);
      boolean clear = header.isReadable() && !signed && !header.hasEightBit();
      touchable = touchable && clear && (header.isIdentity() || isLeaf(header));
      encodable = mimeHere && header.isIdentity() && isLeaf(header) && !header.isFixed();
    }

    private static boolean isLeaf(EntityHeader header) {
      return !header.isMultipart() && !header.isMessage();
    }

    @Override
    public void body(byte[] octets, int length) {
      lineLength += length;
      if (lineLength > MAX_LINE || isBeyondText(octets, length)) {
        encoded.set(entity);
        touchable = touchable && encodable;
      }
    }

    /** RFC 2045 §2.7: what 7-bit data cannot have. */
    private static boolean isBeyondText(byte[] octets, int length) {
      for (int i = 0; i < length; i++) {
        if (octets[i] <= 0 || octets[i] == '\r' || octets[i] == '\n') {
          return true;
        }
      }
      return false;
    }

    @Override
    public void bodyBreak() {
      lineLength = 0;
    }

    @Override
    public void bodyEnd() {
      lineLength = 0;
    }

    @Override
    public void structure(byte[] octets, int length) {
      touchable = touchable && !Octets8.any(octets, 0, length);
    }
  }
}
