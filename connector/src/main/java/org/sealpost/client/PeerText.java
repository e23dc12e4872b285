package org.sealpost.client;

/** Text from a peer made harmless for replies, logs, notifications and pages. */
public final class PeerText {
  private PeerText() {}

  /**
   * The text on one line: each control character, line separator and unpaired surrogate becomes
   * {@code ?}, and what is longer than {@code maxCharacters} is cut, with {@code …} as its end.
   */
  public static String oneLine(String text, int maxCharacters) {
    boolean cut = text.length() > maxCharacters;
    int end = cut ? maxCharacters - 1 : text.length();
    StringBuilder clean = new StringBuilder(end + 1);
    text.substring(0, end)
        .codePoints()
        .forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : '?'));
    return cut ? clean.append('…').toString() : clean.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
