package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.mtasts.PolicyText.Malformed;
import org.sealpost.mtasts.PolicyText.Reading;
import org.sealpost.mtasts.PolicyText.Valid;

@Tag("rfc8461-3.2")
class PolicyTextTest {
  private static final String GOOD =
      "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 604800\n";

  /** In tables {@code ~} is CR, {@code /} is LF and {@code ^} is a tab. */
  private static byte[] octets(String text) {
    String real = text.replace('~', '\r').replace('/', '\n').replace('^', '\t');
    return real.getBytes(StandardCharsets.UTF_8);
  }

  private static MtaStsPolicy policy(String text) {
    Reading reading = PolicyText.read(octets(text));
    if (reading instanceof Valid valid) {
      return valid.policy();
    }
    throw new AssertionError(reading);
  }

  private static MtaStsPolicy policy(PolicyMode mode, long seconds, String... mx) {
    List<MxPattern> patterns = Stream.of(mx).map(MxPattern::new).toList();
    return new MtaStsPolicy(mode, Duration.ofSeconds(seconds), patterns);
  }

  @Test
  void readsTheExampleOfTheRfc() {
    String text =
        "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\n"
            + "mx: backupmx.example.com\r\nmax_age: 604800\r\n";
    MtaStsPolicy expected =
        policy(
            PolicyMode.ENFORCE,
            604800,
            "mail.example.com",
            "*.example.net",
            "backupmx.example.com");
    assertThat(policy(text)).isEqualTo(expected);
    assertThat(policy(PolicyText.write(expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "version: STSv1/mode: testing/mx: a.example/max_age: 1",
        "max_age: 1/mx: a.example/mode: testing/version: STSv1/",
        "version:STSv1~/mode:testing/mx:^ a.example ^~/max_age:1  /",
        "version: STSv1/mode: testing/mx: A.Example/max_age: 0000000001/",
        "version: STSv1/version: STSv2/mode: testing/mode: x/mx: a.example/max_age: 1/max_age: y/",
        "version: STSv1/mode: testing/x-y_z.9: caf\u00e9 \u2709 : a/mx: a.example/max_age: 1/",
        "version: STSv1/Mode: enforce/mode: testing/mx: a.example/max_age: 1/",
      })
  void takesWhatTheGrammarAllows(String text) {
    assertThat(policy(text)).isEqualTo(policy(PolicyMode.TESTING, 1, "a.example"));
  }

  @Test
  void modeNoneNeedsNoHosts() {
    assertThat(policy("version: STSv1/mode: none/max_age: 86400/"))
        .isEqualTo(policy(PolicyMode.NONE, 86400));
    assertThat(policy("version: STSv1/mode: none/mx: a.example/max_age: 0/"))
        .isEqualTo(policy(PolicyMode.NONE, 0, "a.example"));
  }

  @Test
  void cutsALifetimeToTheMost() {
    String text = "version: STSv1/mode: enforce/mx: a.example/max_age: 9999999999/";
    assertThat(policy(text).maxAge()).isEqualTo(MtaStsPolicy.LONGEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      nullValues = "-",
      value = {
        "''|line 1 is not a field",
        "<html>|line 1 is not a field",
        "mode: enforce/mx: a.example/max_age: 1/|its version is not STSv1",
        "version: STSv2/mode: enforce/mx: a.example/max_age: 1/|its version is not STSv1",
        "version: stsv1/mode: enforce/mx: a.example/max_age: 1/|its version is not STSv1",
        "VERSION: STSv1/mode: enforce/mx: a.example/max_age: 1/|its version is not STSv1",
        "version: STSv2/version: STSv1/mode: none/max_age: 1/|its version is not STSv1",
        "version: STSv1/mx: a.example/max_age: 1/|it has no mode that is known",
        "version: STSv1/mode: Enforce/mx: a.example/max_age: 1/|it has no mode that is known",
        "version: STSv1/mode: report/mx: a.example/max_age: 1/|it has no mode that is known",
        "version: STSv1/mode: enforce/mx: a.example/|it has no max_age",
        "version: STSv1/mode: enforce/mx: a.example/max_age: 1d/|it has no max_age",
        "version: STSv1/mode: enforce/mx: a.example/max_age: -1/|it has no max_age",
        "version: STSv1/mode: enforce/mx: a.example/max_age: 12345678901/|it has no max_age",
        "version: STSv1/mode: enforce/max_age: 1/|it has no mx",
        "version: STSv1/mode: testing/max_age: 1/|it has no mx",
        "version: STSv1/mode: enforce/mx: a..example/max_age: 1/|line 3 is not a field",
        "version: STSv1/mode: enforce/mx: a.example./max_age: 1/|line 3 is not a field",
        "version: STSv1/mode: enforce/mx: b\u00fccher.example/max_age: 1/|line 3 is not a field",
        "version: STSv1/mode: enforce/mx: a.example, b.example/max_age: 1/|line 3 is not a field",
        "version: STSv1//mode: enforce/mx: a.example/max_age: 1/|line 2 is not a field",
        "version: STSv1/mode: enforce/mx: a.example/max_age: 1//|line 5 is not a field",
        "/version: STSv1/mode: enforce/mx: a.example/max_age: 1/|line 1 is not a field",
        " version: STSv1/mode: enforce/mx: a.example/max_age: 1/|line 1 is not a field",
        "version : STSv1/mode: enforce/mx: a.example/max_age: 1/|line 1 is not a field",
        "version: STSv1/mode:/mx: a.example/max_age: 1/|line 2 is not a field",
        "version: STSv1~mode: enforce/mx: a.example/max_age: 1/|line 1 is not a field",
        "version: STSv1/mode: enforce/mx: a.example/max_age: 1~|line 4 is not a field",
        "version: STSv1/mode: enforce/mx: a.example/max_age: 1/x: a^b/|line 5 is not a field",
        "version: STSv1/mode: enforce/mx: a.example/max_age: 1/-x: a/|line 5 is not a field",
        "\uFEFFversion: STSv1/mode: enforce/mx: a.example/max_age: 1/|line 1 is not a field",
      })
  void refusesWhatItDoesNot(String text, String reason) {
    assertThat(PolicyText.read(octets(text))).isEqualTo(new Malformed(reason));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] text = (GOOD + "x: caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(PolicyText.read(text)).isEqualTo(new Malformed("it is not UTF-8"));
  }

  @Test
  void readsAPolicyOfTheLargestSize() {
    StringBuilder text = new StringBuilder(GOOD);
    while (text.length() < HttpsPolicyHost.MOST_OCTETS - 20) {
      text.append("mx: m").append(text.length()).append(".example\n");
    }
    assertThat(policy(text.toString()).mx()).hasSizeGreaterThan(3000);
  }

  @Test
  void neverGivesAnEnforcedPolicyWithoutHosts() {
    Random random = new Random(8461);
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] text = GOOD.getBytes(StandardCharsets.US_ASCII);
      for (int n = random.nextInt(3); n >= 0; n--) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      if (PolicyText.read(text) instanceof Valid found) {
        valid++;
        if (found.policy().mode() != PolicyMode.NONE) {
          assertThat(found.policy().mx()).isNotEmpty();
        }
        assertThat(found.policy().maxAge()).isLessThanOrEqualTo(MtaStsPolicy.LONGEST);
      }
    }
    assertThat(valid).isBetween(1, 19_999);
  }
}
