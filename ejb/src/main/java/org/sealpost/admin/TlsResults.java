package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.tlsrpt.DayResults;
import org.sealpost.tlsrpt.FailureDetail;
import org.sealpost.tlsrpt.PolicyResult;
import org.sealpost.tlsrpt.ReceivedReport;
import org.sealpost.tlsrpt.ReceivedRow;
import org.sealpost.tlsrpt.ReportState;
import org.sealpost.tlsrpt.ReportTable;
import org.sealpost.tlsrpt.SentReport;
import org.sealpost.tlsrpt.SessionCountTable;

/** Results and reports as operators see them. */
final class TlsResults {
  private final SessionCountTable counts;
  private final ReportTable reports;

  TlsResults(EntityManager em) {
    this.counts = new SessionCountTable(em);
    this.reports = new ReportTable(em);
  }

  List<TlsDayRow> day(LocalDate day, int first, int most) {
    return counts.sums(day, first, most).stream().map(sum -> row(day, sum)).toList();
  }

  List<TlsDayRow> dayAfter(LocalDate day, String after, int most) {
    return counts.sumsAfter(day, after, most).stream().map(sum -> row(day, sum)).toList();
  }

  private TlsDayRow row(LocalDate day, SessionCountTable.Sum sum) {
    SentReport report = reports.find(day, sum.domain()).orElse(null);
    return new TlsDayRow(
        sum.domain(),
        sum.successes(),
        sum.failed(),
        report == null ? null : report.state().name(),
        report == null ? null : report.note());
  }

  long countDay(LocalDate day) {
    return counts.countDomains(day);
  }

  Optional<TlsDayDetail> detail(LocalDate day, Domain domain) {
    DayResults results = counts.results(day, domain.name());
    return results.policies().isEmpty()
        ? Optional.empty()
        : Optional.of(detail(results, reports.find(day, domain.name()).orElse(null)));
  }

  private static TlsDayDetail detail(DayResults results, @Nullable SentReport report) {
    boolean waits = report != null && report.state() == ReportState.WAITING;
    return new TlsDayDetail(
        results.day(),
        results.domain(),
        results.policies().stream().map(TlsResults::policy).toList(),
        report == null ? null : report.reportId(),
        report == null ? null : report.state().name(),
        report == null ? null : report.note(),
        report != null && waits ? report.due() : null,
        report == null
            ? List.of()
            : report.places().stream()
                .map(
                    each ->
                        new TlsDayDetail.Place(
                            each.target(), each.sent(), each.messageId(), each.note(), each.at()))
                .toList());
  }

  private static TlsPolicyRow policy(PolicyResult result) {
    return new TlsPolicyRow(
        result.policy().type().text(),
        result.policy().domain(),
        result.policy().strings(),
        result.policy().mxHosts(),
        result.successes(),
        result.failed(),
        result.failures().stream().map(each -> failure(each.detail(), each.sessions())).toList());
  }

  private static TlsPolicyRow.Failure failure(FailureDetail detail, long sessions) {
    return new TlsPolicyRow.Failure(
        detail.type().text(),
        detail.sendingIp(),
        detail.mxHost(),
        detail.mxHelo(),
        detail.receivingIp(),
        detail.reason(),
        sessions);
  }

  static TlsPolicyRow policy(ReceivedReport.Policy policy) {
    return new TlsPolicyRow(
        policy.type(),
        policy.domain(),
        policy.strings(),
        policy.mxHosts(),
        policy.successes(),
        policy.failed(),
        policy.failures().stream()
            .map(
                each ->
                    new TlsPolicyRow.Failure(
                        each.type(),
                        each.sendingIp(),
                        each.mxHost(),
                        each.mxHelo(),
                        each.receivingIp(),
                        each.reason(),
                        each.sessions()))
            .toList());
  }

  static TlsReceivedRow received(ReceivedRow row) {
    return new TlsReceivedRow(
        row.id(),
        row.messageId(),
        row.authenticated(),
        row.address(),
        row.arrived(),
        row.state().name(),
        row.reason(),
        row.submitter(),
        row.organization(),
        row.contact(),
        row.reportId(),
        row.begin(),
        row.end(),
        row.sums().successes(),
        row.sums().failed());
  }
}
