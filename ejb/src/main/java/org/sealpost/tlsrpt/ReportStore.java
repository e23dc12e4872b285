package org.sealpost.tlsrpt;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The rows of reports: every method is one short transaction of its own. */
public interface ReportStore {
  /**
   * Makes a row for each domain that results of a day are about, once whatever the number of nodes.
   *
   * @param spread each is due at a random moment of so long from now on (RFC 8460 §4.1)
   * @param reporter whose domain stands in the ids
   * @return how many; none where it was done before
   */
  int plan(LocalDate day, Instant now, Duration spread, Reporter reporter);

  /** Takes a report that is due, for this node alone until then. */
  Optional<DueReport> claim(Instant now, Instant until);

  /** What it tells. */
  DayResults results(LocalDate day, String domain);

  /** Whom operators want no reports to go to. */
  OptOuts optOuts();

  /** Queues a report by mail and notes that it has left; both or neither. */
  void sendByMail(long report, ReportTarget target, ReportMail mail, Instant now, Instant expires);

  /** Notes that a place has taken it. */
  void sent(long report, ReportTarget target, String note, Instant now);

  /** Notes that a place is not to get it. */
  void left(long report, ReportTarget target, String note, Instant now);

  /** Puts it off. */
  void retry(long report, Instant due, String note);

  /** It is over with it. */
  void end(long report, ReportState state, String note, Instant now);

  /** Forgets results, reports and received reports of days before that one. */
  int sweep(LocalDate before);
}
