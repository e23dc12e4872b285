package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.config.MtaStsSettings;
import org.sealpost.config.MtaStsSettings.Mode;

class OwnPolicyTest {
  private static final List<String> MX = List.of("mx.example.org", "*.mx.example.net");

  private static OwnPolicy policy(Mode mode, Duration maxAge, List<String> mx) {
    return OwnPolicy.of(new MtaStsSettings(mode, maxAge, mx)).orElseThrow();
  }

  @Test
  void isWrittenAsTheRfcHasIt() {
    assertThat(policy(Mode.ENFORCE, Duration.ofDays(7), MX).text())
        .isEqualTo(
            "version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmx: *.mx.example.net\r\n"
                + "max_age: 604800\r\n");
  }

  @ParameterizedTest
  @EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
  void isReadAsItWasMeant(Mode mode) {
    OwnPolicy own = policy(mode, Duration.ofHours(1), MX);
    assertThat(PolicyText.read(own.text().getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(
            new PolicyText.Valid(
                new MtaStsPolicy(
                    PolicyMode.valueOf(mode.name()),
                    Duration.ofHours(1),
                    MX.stream().map(MxPattern::new).toList())));
    assertThat(PolicyRecord.parse(own.record())).contains(new PolicyRecord(own.id()));
  }

  @Test
  void hasAnIdThatChangesWithItAndElseNever() {
    OwnPolicy own = policy(Mode.ENFORCE, Duration.ofDays(7), MX);
    assertThat(policy(Mode.ENFORCE, Duration.ofDays(7), MX).id()).isEqualTo(own.id());
    assertThat(
            List.of(
                policy(Mode.TESTING, Duration.ofDays(7), MX).id(),
                policy(Mode.ENFORCE, Duration.ofDays(8), MX).id(),
                policy(Mode.ENFORCE, Duration.ofDays(7), List.of("mx.example.org")).id()))
        .doesNotHaveDuplicates()
        .doesNotContain(own.id());
  }

  @Test
  void isNotThereWhereItIsOff() {
    assertThat(OwnPolicy.of(new MtaStsSettings(Mode.OFF, Duration.ofDays(7), MX))).isEmpty();
  }
}
