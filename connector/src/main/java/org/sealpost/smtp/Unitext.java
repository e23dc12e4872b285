package org.sealpost.smtp;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ways to write an address of type utf-8 (RFC 6533 §3): as it is, or with every character
 * that ASCII or a parameter cannot hold as <code>\x{HEXPOINT}</code>. Stateless.
 */
public final class Unitext {
  private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})\\}");

  private Unitext() {}

  /** The 7-bit form of an address that is written as it is (utf-8-addr-xtext). */
  public static String encoded(String address) {
    return written(address, c -> c > 0x20 && c < 0x7f && c != '\\' && c != '+' && c != '=');
  }

  /**
   * The 7-bit form of an address that is encoded already, but for characters beyond ASCII, as it
   * comes with SMTPUTF8 (utf-8-addr-unitext).
   */
  public static String ascii(String unitext) {
    return written(unitext, c -> c < 0x80);
  }

  private static String written(String text, IntPredicate asItIs) {
    StringBuilder all = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (asItIs.test(c)) {
                all.appendCodePoint(c);
              } else {
                all.append("\\x{").append(String.format(Locale.ROOT, "%02X", c)).append('}');
              }
            });
    return all.toString();
  }

  /** The address as it is meant (utf-8-address); what stands for no character stays. */
  public static String decoded(String unitext) {
    return EMBEDDED.matcher(unitext).replaceAll(Unitext::character);
  }

  private static String character(MatchResult embedded) {
    int codePoint = Integer.parseInt(embedded.group(1), 16);
    boolean character =
        Character.isValidCodePoint(codePoint)
            && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    return Matcher.quoteReplacement(character ? Character.toString(codePoint) : embedded.group());
  }
}
