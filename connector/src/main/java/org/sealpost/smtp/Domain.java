package org.sealpost.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail domain or an address literal (RFC 5321 §4.1.2, §4.1.3), kept in its comparable form: lower
 * case A-labels without a trailing dot, or the literal with its brackets.
 *
 * @param name for example {@code xn--bcher-kva.example} or {@code [192.0.2.1]}
 */
public record Domain(String name) {
  /** RFC 1035 §2.3.4: 255 octets on the wire are 253 characters of text. */
  private static final int MAX_OCTETS = 253;

  private static final int MAX_LABEL_OCTETS = 63;

  /** No name that fits in {@link #MAX_OCTETS} is longer in U-labels, decomposed and with dots. */
  private static final int MAX_CHARACTERS = 1000;

  // RFC 5321 §4.1.2: sub-domain = Let-dig [Ldh-str]; RFC 1035 §2.3.4: 63 octets a label.
  // Choice: an underscore is taken as well; such names exist and can receive mail.
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  /** Reads a domain name (A- or U-labels) or an address literal; empty where it is neither. */
  public static Optional<Domain> parse(String text) {
    if (text.startsWith("[")) {
      return AddressLiteral.parse(text).map(literal -> new Domain(literal.text()));
    }
    if (isPlain(text)) {
      return Optional.of(new Domain(text));
    }
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    // Choice: A-labels are taken as they come. They are what the DNS holds, whatever they stand
    // for.
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    return (ascii ? Optional.of(text) : InternationalName.toAscii(text))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
        .filter(Domain::hasGoodLabels)
        .map(Domain::new);
  }

  private static boolean hasGoodLabels(String ascii) {
    return !ascii.isEmpty()
        && ascii.length() <= MAX_OCTETS
        && Stream.of(ascii.split("\\.", -1)).allMatch(label -> LABEL.matcher(label).matches());
  }

  /** The common case, at the cost of one look at each character: already in the comparable form. */
  private static boolean isPlain(String text) {
    if (text.length() > MAX_OCTETS) {
      return false;
    }
    int label = 0;
    char before = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inner = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      boolean separator = (c == '.' || c == '-') && before != '.' && !(c == '.' && before == '-');
      label = c == '.' ? 0 : label + 1;
      if (!(inner || separator) || label > MAX_LABEL_OCTETS) {
        return false;
      }
      before = c;
    }
    return before != '.' && before != '-';
  }

  /**
   * A domain that is known to be well-formed: from a setting already checked, from our own schema.
   *
   * @throws IllegalArgumentException where it is not
   */
  public static Domain of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a domain: " + text));
  }

  /** Whether this is an address literal such as {@code [192.0.2.1]}, to which no MX applies. */
  public boolean isAddressLiteral() {
    return name.startsWith("[");
  }

  /** The form for people: U-labels. */
  public String display() {
    return name.contains("xn--") ? InternationalName.toUnicode(name) : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
