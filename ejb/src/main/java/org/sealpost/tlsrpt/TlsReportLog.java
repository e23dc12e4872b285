package org.sealpost.tlsrpt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;

/** The log lines of TLS reports; ids MTA-3801 to MTA-3899 are never used for anything else. */
public final class TlsReportLog {
  private static final Logger LOG = System.getLogger("org.sealpost.tlsrpt");

  private TlsReportLog() {}

  /** What an attempt showed goes uncounted; the attempt itself is not touched by it. */
  public static void notCounted(String queueId, Exception failure) {
    LOG.log(
        Level.WARNING,
        "MTA-3801 sessions of an attempt are missing in TLS reports: queueId=" + queueId,
        failure);
  }

  static void planned(LocalDate day, int reports) {
    LOG.log(Level.INFO, "MTA-3802 reports about TLS planned: day={0} reports={1}", day, reports);
  }

  static void planLost(LocalDate day, Exception failure) {
    LOG.log(Level.DEBUG, "MTA-3803 reports of a day not planned here: day=" + day, failure);
  }

  static void putOff(DueReport report, Instant next, String why) {
    LOG.log(
        Level.INFO,
        "MTA-3804 report about TLS put off: day={0} domain={1} until={2} reason=\"{3}\"",
        report.day(),
        report.domain(),
        next,
        why);
  }

  static void ended(DueReport report, ReportState state, String why) {
    LOG.log(
        state == ReportState.FAILED ? Level.WARNING : Level.INFO,
        "MTA-3805 report about TLS: day={0} domain={1} end={2} reason=\"{3}\"",
        report.day(),
        report.domain(),
        state,
        why);
  }

  static void roundFailed(Exception failure) {
    LOG.log(
        Level.WARNING, "MTA-3806 reports about TLS could not be worked on; tried again", failure);
  }

  static void received(
      ReceivedTable.Arrival arrival, ReportIntake.Accepted accepted, boolean fresh) {
    LOG.log(
        Level.INFO,
        "MTA-3807 report about TLS received: id={0} submitter={1} reportId={2} sessions={3}"
            + " failed={4} double={5}",
        arrival.id(),
        accepted.submitter(),
        accepted.report().reportId(),
        accepted.report().successes() + accepted.report().failed(),
        accepted.report().failed(),
        !fresh);
  }

  static void rejected(ReceivedTable.Arrival arrival, String reason) {
    LOG.log(
        Level.WARNING,
        "MTA-3808 message to the address for TLS reports does not count: id={0} reason=\"{1}\"",
        arrival.id(),
        reason);
  }

  /** Somebody has posted one. */
  public static void posted(
      String client, ReportIntake.Accepted accepted, ReceivedStore.Posted posted) {
    LOG.log(
        Level.INFO,
        "MTA-3809 report about TLS posted: client={0} submitter={1} reportId={2} result={3}",
        client,
        accepted.submitter(),
        accepted.report().reportId(),
        posted);
  }

  /** What somebody has posted is none. */
  public static void postRefused(String client, ReportIntake.Verdict verdict) {
    LOG.log(
        Level.INFO,
        "MTA-3810 posted report about TLS refused: client={0} reason=\"{1}\"",
        client,
        verdict instanceof ReportIntake.Rejected rejected ? rejected.reason() : "");
  }
}
