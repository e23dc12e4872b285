package org.sealpost.smtp;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/**
 * Domain names beyond ASCII, by UTS 46 with non-transitional processing: ß, ς and the joiners stand
 * for themselves, as in IDNA2008 (RFC 5891), instead of becoming ss, σ and nothing. So a name leads
 * to the domain that was registered under it, and to no other.
 */
final class InternationalName {
  // UseSTD3ASCIIRules is left to Domain, which also takes an underscore.
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.CHECK_BIDI // RFC 5893
              | IDNA.CHECK_CONTEXTJ); // RFC 5892 appendix A.1, A.2

  private InternationalName() {}

  /** The name in A-labels; empty where it cannot be one. All dots of UTS 46 §2.3 count. */
  static Optional<String> toAscii(String name) {
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = new StringBuilder();
    UTS46.nameToASCII(name, ascii, info);
    return info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
  }

  /** The name in U-labels; as it is where its A-labels are not what they should be. */
  static String toUnicode(String name) {
    IDNA.Info info = new IDNA.Info();
    StringBuilder unicode = new StringBuilder();
    UTS46.nameToUnicode(name, unicode, info);
    return info.hasErrors() ? name : unicode.toString();
  }
}
