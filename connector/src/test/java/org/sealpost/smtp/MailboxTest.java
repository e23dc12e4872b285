package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address and what is none. */
@Tag("rfc5321-4.1.2")
class MailboxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a@b.example                | a@b.example
          A.b+c@B.EXAMPLE.           | A.b+c@b.example
          "a b"@b.example            | "a b"@b.example
          "a.b"@b.example            | a.b@b.example
          "a\\"b\\\\c"@b.example     | "a\\"b\\\\c"@b.example
          "a@b"@c.example            | "a@b"@c.example
          ""@b.example               | ""@b.example
          a@[192.0.2.1]              | a@[192.0.2.1]
          a@[IPv6:2001:db8::1]       | a@[IPv6:2001:db8:0:0:0:0:0:1]
          a@[ipv6:::1]               | a@[IPv6:0:0:0:0:0:0:0:1]
          ü@bücher.example           | ü@xn--bcher-kva.example
          a@host_1.example           | a@host_1.example
          a@localhost                | a@localhost
          """)
  void readsAndWritesAnAddress(String text, String written) {
    assertThat(Mailbox.parse(text)).map(Mailbox::toString).contains(written);
  }

  @Test
  void takesEveryAtextCharacter() {
    String all = "!#$%&'*+-/=?^_`{|}~09azAZ@b.example";
    assertThat(Mailbox.parse(all)).map(Mailbox::toString).contains(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@b.example",
        "a@",
        "a@b..example",
        "a@.b.example",
        "a@-b.example",
        "a@b-.example",
        "a.@b.example",
        ".a@b.example",
        "a..b@c.example",
        "a b@c.example",
        "a@b c.example",
        "a@b@c.example",
        "\"a@b.example",
        "\"a\"b\"@c.example",
        "\"a\\\"@b.example",
        "a@[192.0.2.1",
        "a@[192.0.2.256]",
        "a@[192.0.2]",
        "a@[2001:db8::1]",
        "a@[IPv6:192.0.2.1]",
        "a@[IPv6:2001:db8::1::2]",
        "a@b.example\r\n",
        "a\u0000@b.example",
        "a\u0085@b.example",
        "a@exa\u0000mple"
      })
  void refusesWhatIsNone(String text) {
    assertThat(Mailbox.parse(text)).isEmpty();
  }

  @Test
  @Tag("rfc5321-4.5.3.1")
  void keepsTheLimitsInOctets() {
    assertThat(Mailbox.parse("a".repeat(128) + "@b.example")).isPresent();
    assertThat(Mailbox.parse("a".repeat(129) + "@b.example")).isEmpty();
    assertThat(Mailbox.parse("ü".repeat(65) + "@b.example")).isEmpty();
    assertThat(Mailbox.parse("a@" + "b".repeat(63) + ".example")).isPresent();
    assertThat(Mailbox.parse("a@" + "b".repeat(64) + ".example")).isEmpty();
    assertThat(Mailbox.parse("a@" + "b.".repeat(126) + "c")).isPresent();
    assertThat(Mailbox.parse("a@" + "b.".repeat(127) + "c")).isEmpty();
  }

  @Test
  void neverThrowsAndKeepsWhatItTakes() {
    Random random = new Random(5321);
    String alphabet =
        "ab.@\"\\[]:-_1 <>,;()=+\u00fc\u3002\u0000\u007f\u200d\u00df\ud83d\ude00IPv6xn--";
    int taken = 0;
    for (int round = 0; round < 100_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(16); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (random.nextBoolean()) {
        text.append("@b.example");
      }
      Optional<Mailbox> parsed = Mailbox.parse(text.toString());
      if (parsed.isPresent()) {
        taken++;
        assertThat(Mailbox.parse(parsed.get().toString())).as("from %s", text).isEqualTo(parsed);
      }
      ReversePath.parse(text.toString());
      PathArgument.parse("FROM:", "FROM:<" + text + "> " + text);
    }
    assertThat(taken).as("the loop is no use if it never hits an address").isGreaterThan(1000);
  }
}
