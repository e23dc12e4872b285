package org.sealpost.tlsrpt;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is sent: JSON (RFC 8460 §4.4), compressed (§5.2), under its file name (§5.1).
 *
 * @param reportId the same for every attempt to send it, so that receivers know a double
 * @param fileName without path
 * @param gzip owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReportDocument(String reportId, String fileName, byte[] gzip) {
  private static final JsonProvider JSON = JsonProvider.provider();

  /**
   * Writes a report.
   *
   * @param reportId letters, digits and hyphens before {@code @}
   */
  public static ReportDocument of(DayResults results, Reporter reporter, String reportId) {
    return new ReportDocument(
        reportId, fileName(results, reporter, reportId), gzip(json(results, reporter, reportId)));
  }

  static String json(DayResults results, Reporter reporter, String reportId) {
    JsonArrayBuilder policies = JSON.createArrayBuilder();
    results.policies().forEach(each -> policies.add(policy(each)));
    LocalDate day = results.day();
    return JSON.createObjectBuilder()
        .add("organization-name", reporter.organization())
        .add(
            "date-range",
            JSON.createObjectBuilder()
                .add("start-datetime", day + "T00:00:00Z")
                .add("end-datetime", day + "T23:59:59Z"))
        .add("contact-info", reporter.contact().toString())
        .add("report-id", reportId)
        .add("policies", policies)
        .build()
        .toString();
  }

  private static JsonObjectBuilder policy(PolicyResult result) {
    AppliedPolicy applied = result.policy();
    JsonObjectBuilder policy = JSON.createObjectBuilder();
    policy.add("policy-type", applied.type().text());
    if (applied.type() != PolicyType.NO_POLICY_FOUND) {
      policy.add("policy-string", strings(applied.strings()));
    }
    policy.add("policy-domain", applied.domain());
    if (!applied.mxHosts().isEmpty()) {
      policy.add("mx-host", strings(applied.mxHosts()));
    }
    JsonArrayBuilder failures = JSON.createArrayBuilder();
    result.failures().forEach(each -> failures.add(failure(each)));
    return JSON.createObjectBuilder()
        .add("policy", policy)
        .add(
            "summary",
            JSON.createObjectBuilder()
                .add("total-successful-session-count", result.successes())
                .add("total-failure-session-count", result.failed()))
        .add("failure-details", failures);
  }

  private static JsonObjectBuilder failure(PolicyResult.FailureResult result) {
    FailureDetail detail = result.detail();
    JsonObjectBuilder failure = JSON.createObjectBuilder();
    failure.add("result-type", detail.type().text());
    add(failure, "sending-mta-ip", detail.sendingIp());
    add(failure, "receiving-mx-hostname", detail.mxHost());
    add(failure, "receiving-mx-helo", detail.mxHelo());
    add(failure, "receiving-ip", detail.receivingIp());
    failure.add("failed-session-count", result.sessions());
    add(failure, "failure-reason-code", detail.reason());
    return failure;
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      json.add(name, value);
    }
  }

  private static JsonArrayBuilder strings(List<String> all) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    all.forEach(array::add);
    return array;
  }

  /** RFC 8460 §5.1. */
  private static String fileName(DayResults results, Reporter reporter, String reportId) {
    long begin = results.day().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    long end = results.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() - 1;
    String unique = reportId.replaceAll("@.*", "").replaceAll("[^A-Za-z0-9]", "");
    return reporter.domain()
        + "!"
        + results.domain()
        + "!"
        + begin
        + "!"
        + end
        + "!"
        + unique
        + ".json.gz";
  }

  private static byte[] gzip(String json) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(octets)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing into memory", impossible);
    }
    return octets.toByteArray();
  }
}
