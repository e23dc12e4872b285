package org.sealpost.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The recipient as the sender wrote it, whatever it was turned into on the way (RFC 3461 §4.2).
 *
 * @param addressType for example {@code rfc822}, case kept
 * @param address encoded as on the wire
 */
public record OriginalRecipient(String addressType, String address) {
  // RFC 3461 §4.2: addr-type = atom (RFC 5322 §3.2.3).
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+");

  /** RFC 6533 §3: the address type of internationalized mail. */
  private static final String UTF8 = "utf-8";

  /**
   * Reads the value of {@code ORCPT=}.
   *
   * @param smtpUtf8 whether MAIL had SMTPUTF8: then an address of type utf-8 may be in UTF-8
   */
  public static Optional<OriginalRecipient> parse(String value, boolean smtpUtf8) {
    int semicolon = value.indexOf(';');
    if (semicolon < 0) {
      return Optional.empty();
    }
    String type = value.substring(0, semicolon);
    String address = value.substring(semicolon + 1);
    if (!TYPE.matcher(type).matches()) {
      return Optional.empty();
    }
    // RFC 6533 §3: utf-8-addr-unitext, xtext but for the characters beyond ASCII.
    boolean unitext = smtpUtf8 && type.equalsIgnoreCase(UTF8);
    String ascii = unitext ? address.replaceAll("[^\\x00-\\x7f]", "x") : address;
    return Xtext.parse(ascii).map(valid -> new OriginalRecipient(type, address));
  }

  /** Whether it is an internationalized address (RFC 6533 §3), whatever it is written in. */
  public boolean isUtf8() {
    return addressType.equalsIgnoreCase(UTF8);
  }

  /** The same in ASCII: for a command without SMTPUTF8, and for notifications of 7 bits. */
  public OriginalRecipient inAscii() {
    return new OriginalRecipient(addressType, Unitext.ascii(address));
  }

  /**
   * The address as the sender meant it. RFC 6533 §3: one of type utf-8 that is no mailbox is given
   * as it came.
   */
  public String decoded() {
    if (!isUtf8()) {
      return new Xtext(address).decoded();
    }
    String meant = Unitext.decoded(address);
    return Mailbox.parse(meant).isPresent() ? meant : address;
  }

  /** The value on the wire. */
  @Override
  public String toString() {
    return addressType + ";" + address;
  }
}
