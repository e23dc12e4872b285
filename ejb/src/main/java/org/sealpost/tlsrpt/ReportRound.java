package org.sealpost.tlsrpt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.TextAnswer;

/**
 * Sends the reports of yesterday (RFC 8460 §4.1, §5): plans them once a day, and sends those whose
 * time has come. To be run about once a minute, never twice at a time on a node; several nodes
 * share the work.
 */
public final class ReportRound implements Runnable {
  /** What was recorded late still belongs to its day. */
  private static final Duration DAY_IS_OVER = Duration.ofMinutes(10);

  private static final int DAYS_BACK = 2;
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final int MOST_AT_ONCE = 500;
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(6);

  private final Rules rules;
  private final ReportStore store;
  private final DnsClient dns;
  private final ReportPost post;
  private final DkimSigner signer;
  private final InstantSource clock;
  private Instant nextSweep = Instant.MIN;

  /**
   * What the operator has set.
   *
   * @param send whether reports are sent at all
   * @param spread over how long the reports of a day are spread
   * @param kept how long results and reports are kept
   */
  public record Rules(boolean send, Reporter reporter, Duration spread, Duration kept) {}

  /** The ways to the world. */
  public record Ways(DnsClient dns, ReportPost post, DkimSigner signer) {}

  /** At rest; each {@link #run} does what is due. */
  public ReportRound(Rules rules, ReportStore store, Ways ways, InstantSource clock) {
    this.rules = rules;
    this.store = store;
    this.dns = ways.dns();
    this.post = ways.post();
    this.signer = ways.signer();
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      Instant now = clock.instant();
      if (rules.send() && rules.reporter().isPublic()) {
        plan(now);
        sendDue();
      }
      if (!now.isBefore(nextSweep)) {
        nextSweep = now.plus(BETWEEN_SWEEPS);
        store.sweep(ReportTable.dayOf(now.minus(rules.kept())));
      }
    } catch (RuntimeException failure) {
      TlsReportLog.roundFailed(failure); // would end the schedule for good
    }
  }

  private void plan(Instant now) {
    LocalDate today = ReportTable.dayOf(now);
    if (LocalTime.ofInstant(now, ZoneOffset.UTC).toSecondOfDay() < DAY_IS_OVER.toSeconds()) {
      return;
    }
    for (int back = DAYS_BACK; back >= 1; back--) {
      LocalDate day = today.minusDays(back);
      try {
        int planned = store.plan(day, now, rules.spread(), rules.reporter());
        if (planned > 0) {
          TlsReportLog.planned(day, planned);
        }
      } catch (RuntimeException lost) {
        TlsReportLog.planLost(
            day, lost); // another node may have been first; else it is tried again
      }
    }
  }

  private void sendDue() {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Instant now = clock.instant();
      Optional<DueReport> due = store.claim(now, now.plus(LEASE));
      if (due.isEmpty()) {
        return;
      }
      send(due.get());
    }
  }

  private void send(DueReport due) {
    OptOuts optOuts = store.optOuts();
    if (optOuts.hasDomain(due.domain())) {
      end(due, ReportState.OPTED_OUT, "the domain is on the opt-out list");
      return;
    }
    TextAnswer answer = dns.texts(TlsRptRecord.nameFor(due.domain()));
    if (answer instanceof TextAnswer.NotFoundOut) {
      later(due, false, "its TLSRPT record could not be looked up");
      return;
    }
    List<ReportTarget> targets =
        answer instanceof TextAnswer.Texts found
            ? TlsRptRecord.among(found.texts()).map(TlsRptRecord::targets).orElse(List.of())
            : List.of();
    if (targets.isEmpty()) {
      end(due, ReportState.NOT_WANTED, "it publishes no TLSRPT record that names a usable place");
      return;
    }
    DayResults results = store.results(due.day(), due.domain());
    ReportDocument report = ReportDocument.of(results, rules.reporter(), due.reportId());
    toAll(due, targets, report, optOuts);
  }

  private void toAll(
      DueReport due, List<ReportTarget> targets, ReportDocument report, OptOuts optOuts) {
    boolean anySent = !due.sent().isEmpty();
    String waitsFor = "";
    boolean allLeft = true;
    for (ReportTarget target : targets) {
      if (due.sent().contains(target.text())) {
        allLeft = false;
        continue;
      }
      if (due.left().contains(target.text())) {
        continue;
      }
      if (optOuts.has(target)) {
        store.left(due.id(), target, "on the opt-out list", clock.instant());
        continue;
      }
      allLeft = false;
      String failure = to(due, target, report);
      if (failure.isEmpty()) {
        anySent = true;
      } else {
        waitsFor = failure;
      }
    }
    if (allLeft && !anySent) {
      end(due, ReportState.OPTED_OUT, "every place it names is on the opt-out list");
    } else if (waitsFor.isEmpty()) {
      end(due, ReportState.SENT, "");
    } else {
      later(due, anySent, waitsFor);
    }
  }

  /** Returns why not; empty where it has left. */
  private String to(DueReport due, ReportTarget target, ReportDocument report) {
    Instant now = clock.instant();
    if (target instanceof ReportTarget.Https https) {
      ReportPost.Answer answer = post.post(https.uri(), report.gzip());
      if (answer instanceof ReportPost.Taken taken) {
        store.sent(due.id(), target, "answered " + taken.status(), clock.instant());
        return "";
      }
      return ((ReportPost.NotTaken) answer).detail();
    }
    if (!(target instanceof ReportTarget.Mail mail)) {
      throw new AssertionError(target);
    }
    if (!isKeyPublished()) {
      // RFC 8460 §3: reports lacking a valid signature MUST be ignored; so they are not sent.
      return "the DNS does not have our DKIM key at "
          + signer.key().recordName(rules.reporter().domain());
    }
    ReportMail message =
        ReportMail.of(
            report,
            due.domain(),
            rules.reporter(),
            mail.mailbox(),
            new ReportMail.Writing(signer, now));
    store.sendByMail(due.id(), target, message, now, now.plus(ReportRetry.LIMIT));
    return "";
  }

  private boolean isKeyPublished() {
    TextAnswer answer = dns.texts(signer.key().recordName(rules.reporter().domain()));
    String wanted = "p=" + signer.key().publicKey();
    return answer instanceof TextAnswer.Texts found
        && found.texts().stream().anyMatch(text -> text.replaceAll("\\s", "").contains(wanted));
  }

  private void later(DueReport due, boolean anySent, String why) {
    Instant now = clock.instant();
    Optional<Instant> next = ReportRetry.next(due, now);
    if (next.isPresent()) {
      store.retry(due.id(), next.get(), why);
      TlsReportLog.putOff(due, next.get(), why);
    } else {
      end(due, anySent ? ReportState.SENT : ReportState.FAILED, why);
    }
  }

  private void end(DueReport due, ReportState state, String note) {
    store.end(due.id(), state, note, clock.instant());
    TlsReportLog.ended(due, state, note);
  }
}
