package org.sealpost.web.signin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go after signing in. Only our own pages: an address from outside is never followed. */
final class ReturnPath {
  static final String START = "/dashboard.xhtml";
  private static final int LONGEST = 500;
  private static final Pattern OWN_PAGE =
      Pattern.compile("/(?!signin\\.)[a-z]+\\.xhtml(\\?[\\w=&%+.@~-]*)?");

  private ReturnPath() {}

  /** The wished path where it is one of our pages, else the first page. */
  static String of(@Nullable String wished) {
    boolean own =
        wished != null && wished.length() <= LONGEST && OWN_PAGE.matcher(wished).matches();
    return own && wished != null ? wished : START;
  }
}
