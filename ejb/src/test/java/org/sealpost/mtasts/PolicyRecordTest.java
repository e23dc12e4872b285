package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rfc8461-3.1")
class PolicyRecordTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "v=STSv1; id=20160831085700Z;|20160831085700Z",
        "v=STSv1;id=1|1",
        "v=STSv1;id=1;|1",
        "v=STSv1;id=1 ;|1",
        "v=STSv1;id=1; |1",
        "v=STSv1 \t;\t id=Aa0 \t;\t |Aa0",
        "v=STSv1; x=y; id=1; z.-_9=!:/<>~|1",
        "v=STSv1; id=12345678901234567890123456789012|12345678901234567890123456789012",
        "v=STSv1; id=first; id=second|first",
        "v=STSv1; id=first; id=not-an-id|first",
        "v=STSv1; v=STSv2; id=1|1",
        "v=STSv1; ID=upper; id=1|1",
        "v=STSv1; a1234567890123456789012345678901=x; id=1|1",
      })
  void takesWhatTheGrammarAllows(String text, String id) {
    assertThat(PolicyRecord.parse(text)).contains(new PolicyRecord(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=STSv1",
        "v=STSv1;",
        "v=STSv1; ",
        "v=STSv1;;id=1",
        "v=STSv1;id=1;;",
        "v=STSv1;id=1; ;",
        "v=STSv1;id=1 ",
        "v=STSv1 id=1",
        "v=STSv2;id=1",
        "v=STSv11;id=1",
        "V=STSv1;id=1",
        "v=stsv1;id=1",
        "v =STSv1;id=1",
        " v=STSv1;id=1",
        "id=1;v=STSv1",
        "v=STSv1;id=",
        "v=STSv1;id",
        "v=STSv1;id =1",
        "v=STSv1;id= 1",
        "v=STSv1;id=a-b",
        "v=STSv1;id=a b",
        "v=STSv1;id=1=2",
        "v=STSv1;id=wrong!;id=right",
        "v=STSv1;id=123456789012345678901234567890123",
        "v=STSv1;x=;id=1",
        "v=STSv1;-x=y;id=1",
        "v=STSv1;a12345678901234567890123456789012=x;id=1",
        "v=STSv1;x=\u00e9;id=1",
        "v=STSv1;\nid=1",
        "v=STSv1;\u00a0id=1",
        "v=STSv1;x=y",
      })
  void refusesWhatItDoesNot(String text) {
    assertThat(PolicyRecord.parse(text)).isEmpty();
  }

  @Test
  void passesOverTextThatIsSomethingElse() {
    assertThat(PolicyRecord.among(List.of("v=spf1 -all", "v=STSv1; id=1", "google=x")))
        .contains(new PolicyRecord("1"));
    assertThat(PolicyRecord.among(List.of("v=STSv1", "v=STSv1; id=1")))
        .contains(new PolicyRecord("1"));
    assertThat(PolicyRecord.among(List.of("v=spf1 -all"))).isEmpty();
    assertThat(PolicyRecord.among(List.of())).isEmpty();
  }

  @Test
  void twoRecordsAreNone() {
    assertThat(PolicyRecord.among(List.of("v=STSv1; id=1", "v=STSv1; id=1"))).isEmpty();
    assertThat(PolicyRecord.among(List.of("v=STSv1; id=1", "v=STSv1; nonsense"))).isEmpty();
  }

  @Test
  void whateverComesAnIdIsAnId() {
    Random random = new Random(8461);
    List<String> pieces = List.of("v=STSv1", ";", " ", "\t", "id=", "id", "=", "a", "0", "-", "é");
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("v=STSv1;");
      for (int n = random.nextInt(8); n >= 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      Optional<PolicyRecord> record = PolicyRecord.parse(text.toString());
      record.ifPresent(found -> taken.add(found.id()));
    }
    assertThat(taken).hasSizeGreaterThan(50).allMatch(PolicyRecord::isId);
  }
}
