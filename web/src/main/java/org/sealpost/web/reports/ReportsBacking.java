package org.sealpost.web.reports;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.TlsDayRow;
import org.sealpost.admin.TlsOptOutRow;
import org.sealpost.admin.TlsReceivedRow;
import org.sealpost.admin.TlsReportCommands;
import org.sealpost.admin.TlsReportView;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The page of all reports: results of a day, what came, and who gets none. */
@Named
@RequestScoped
public class ReportsBacking {
  @EJB private TlsReportView reports;
  @EJB private TlsReportCommands commands;

  private String day = "";
  private String kind = "DOMAIN";
  private String subject = "";
  private List<TlsOptOutRow> optOuts = List.of();
  private @Nullable PageModel<TlsDayRow> results;
  private @Nullable PageModel<TlsReceivedRow> received;

  @PostConstruct
  void look() {
    day = LocalDate.now(ZoneOffset.UTC).toString();
    optOuts = reports.optOuts();
  }

  /** Puts a domain or a place on the list of those who get none. */
  public @Nullable String optOut() {
    return end(Commanding.done(actor -> commands.optOut(actor, kind, subject)));
  }

  /** Takes one off it. */
  public @Nullable String optIn(long id) {
    return end(Commanding.done(actor -> commands.optIn(actor, id)));
  }

  private static @Nullable String end(boolean done) {
    if (!done) {
      return null;
    }
    Notices.done("reports.optOut.saved");
    Notices.keepThroughRedirect();
    return "/reports?faces-redirect=true";
  }

  /** The results of the day, read page by page. */
  public PageModel<TlsDayRow> getResults() {
    PageModel<TlsDayRow> model = results;
    if (model == null) {
      model =
          new PageModel<>(
              // Asked when it is read: the page may ask for the list before it has set the day.
              () -> reports.countDay(Days.of(day)),
              (first, most, sort) -> reports.day(Days.of(day), first, most),
              TlsDayRow::domain);
      results = model;
    }
    return model;
  }

  /** What came, newest first, read page by page. */
  public PageModel<TlsReceivedRow> getReceived() {
    PageModel<TlsReceivedRow> model = received;
    if (model == null) {
      model =
          new PageModel<>(
              reports::countReceived,
              (first, most, sort) -> reports.received(first, most),
              TlsReceivedRow::id);
      received = model;
    }
    return model;
  }

  public List<TlsOptOutRow> getOptOuts() {
    return optOuts;
  }

  public String getDay() {
    return day;
  }

  /** A day as ISO 8601 writes it; anything else counts as today. */
  public void setDay(@Nullable String text) {
    day = Days.of(text).toString();
  }

  public String getKind() {
    return kind;
  }

  public void setKind(@Nullable String text) {
    kind = text == null ? "" : text;
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(@Nullable String text) {
    subject = text == null ? "" : text;
  }
}
