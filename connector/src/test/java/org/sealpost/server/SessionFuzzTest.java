package org.sealpost.server;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/**
 * Looks for octets that break a session, guided by the code they reach. In the ordinary test run a
 * bounded search; {@code bench/fuzz} searches for longer.
 */
class SessionFuzzTest {
  private static final ServerTls TLS = FuzzedSession.offeredTls();

  @FuzzTest(maxDuration = "20s")
  @DictionaryEntries({
    "EHLO a.example\\x0D\\x0A",
    "LHLO a.example\\x0D\\x0A",
    "MAIL FROM:<a@b.example>",
    "RCPT TO:<c@d.example>",
    "DATA\\x0D\\x0A",
    "BDAT 4 LAST\\x0D\\x0A",
    "STARTTLS\\x0D\\x0A",
    "RSET\\x0D\\x0A",
    "QUIT\\x0D\\x0A",
    " SIZE=",
    " BODY=8BITMIME",
    " BODY=BINARYMIME",
    " SMTPUTF8",
    " REQUIRETLS",
    " RET=FULL",
    " ENVID=",
    " NOTIFY=SUCCESS,FAILURE",
    " ORCPT=rfc822;",
    "\\x0D\\x0A.\\x0D\\x0A"
  })
  void noOctetsBreakASession(byte[] octets) {
    fuzzerTestOneInput(octets);
  }

  /** The entry of the fuzzer's own program: the first octet says how the rest is cut. */
  public static void fuzzerTestOneInput(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    int step = 1 + (octets[0] & 0xff);
    FuzzedSession session = new FuzzedSession(TLS);
    for (int at = 1; at < octets.length; at += step) {
      session.feed(Arrays.copyOfRange(octets, at, Math.min(at + step, octets.length)));
    }
    session.check();
  }
}
