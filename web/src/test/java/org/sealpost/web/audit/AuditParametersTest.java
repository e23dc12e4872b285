package org.sealpost.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealpost.admin.AuditFilter;
import org.sealpost.admin.AuditRow;
import org.sealpost.admin.Door;

/** What stands in the address of the audit page, and a line of its download. */
final class AuditParametersTest {
  private static AuditParameters of(Map<String, String> said) {
    return new AuditParameters(said::get);
  }

  @Test
  void readsWhatNarrows() {
    AuditFilter filter =
        of(Map.of(
                "actor", " ada ",
                "door", "REST",
                "action", "hold",
                "message", "1Z",
                "from", "2026-11-01",
                "until", "2026-11-02",
                "text", "invoice"))
            .filter();
    assertThat(filter)
        .isEqualTo(
            new AuditFilter(
                "ada",
                Door.REST,
                "hold",
                71L,
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-11-03T00:00:00Z"),
                "invoice"));
  }

  @Test
  void whatCannotBeReadDoesNotNarrow() {
    assertThat(
            of(Map.of("door", "WINDOW", "from", "yesterday", "until", "", "actor", " ")).filter())
        .isEqualTo(AuditFilter.ALL);
    assertThat(of(Map.of("from", "+999999999-12-31", "until", "-999999999-01-01")).filter().from())
        .isNull();
  }

  @Test
  void whatIsNoQueueIdFindsNothing() {
    assertThat(of(Map.of("message", "no id")).filter().messageId()).isEqualTo(-1);
    assertThat(of(Map.of("message", "ZZZZZZZZZZZZZ")).filter().messageId()).isEqualTo(-1);
  }

  @Test
  void carriesOnlyWhatWasSaidToTheNextPage() {
    assertThat(of(Map.of()).query()).isEmpty();
    assertThat(of(Map.of("text", "a&b=\"<", "before", "1.1", "actor", "ada")).query())
        .isEqualTo("?actor=ada&text=a%26b%3D%22%3C");
  }

  @Test
  void aLineOfTheTableHoldsNoFormulaAndNoLineOfItsOwn() {
    AuditRow row =
        new AuditRow(
            1,
            Instant.EPOCH,
            "ada",
            "hold",
            null,
            null,
            "=HYPERLINK(\"x\")",
            "a, b",
            "two\r\nlines",
            "CONSOLE",
            null);
    assertThat(CsvLine.of(row))
        .startsWith("\"1970-01-01T00:00:00Z\",\"ada\",\"CONSOLE\",\"\",\"hold\",\"\",")
        .contains(",\"'=HYPERLINK(\"\"x\"\")\",\"a, b\",\"two")
        .endsWith("lines\"\r\n");
    assertThat(CsvLine.of(row).strip()).doesNotContain("\r", "\n");
  }
}
