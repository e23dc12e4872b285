package org.sealpost.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a peer says it takes at the most (RFC 9422 §4); {@link #NONE} stands for no stated limit.
 *
 * @param mails MAIL commands in a session, refused ones among them (MAILMAX)
 * @param recipients RCPT commands in a transaction, refused ones among them (RCPTMAX)
 * @param recipientDomains different domains of forward-paths in a session (RCPTDOMAINMAX)
 */
public record PeerLimits(int mails, int recipients, int recipientDomains) {
  /** Nothing is limited. */
  public static final int NONE = Integer.MAX_VALUE;

  /** A peer that states no limit. */
  public static final PeerLimits UNLIMITED = new PeerLimits(NONE, NONE, NONE);

  // RFC 9422 §4: six digits at the most, the first one not 0. Anything else is no limit.
  private static final Pattern LIMIT = Pattern.compile("([A-Za-z0-9-]+)=([1-9][0-9]{0,5})");

  /** Reads what stands behind the keyword LIMITS; unknown limits are passed over (§3). */
  static PeerLimits of(List<String> words) {
    int mails = NONE;
    int recipients = NONE;
    int domains = NONE;
    for (String word : words) {
      Matcher limit = LIMIT.matcher(word);
      if (!limit.matches()) {
        continue;
      }
      int value = Integer.parseInt(limit.group(2));
      String name = limit.group(1);
      if (name.equalsIgnoreCase("MAILMAX")) {
        mails = value;
      } else if (name.equalsIgnoreCase("RCPTMAX")) {
        recipients = value;
      } else if (name.equalsIgnoreCase("RCPTDOMAINMAX")) {
        domains = value;
      }
    }
    return new PeerLimits(mails, recipients, domains);
  }
}
