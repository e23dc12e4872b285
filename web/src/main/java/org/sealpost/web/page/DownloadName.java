package org.sealpost.web.page;

import org.jspecify.annotations.Nullable;

/** The key in a download's address, and the file name it is saved under. */
final class DownloadName {
  private DownloadName() {}

  /** The key, -1 where the text is none. */
  static long id(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,18}")) {
      return -1;
    }
    return Long.parseLong(text);
  }

  /** A file name that holds nothing a stranger chose. */
  static String of(String kind, long id) {
    return kind + "-" + id + ".eml";
  }
}
