package org.sealpost.web.policy;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.ChangeRow;
import org.sealpost.admin.ExceptionRow;
import org.sealpost.admin.ExceptionView;
import org.sealpost.admin.HistoryCommands;
import org.sealpost.admin.HistoryView;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The page over all recipient domains: what has become weaker, and what is laid down. */
@Named
@RequestScoped
public class PolicyBacking {
  @EJB private ExceptionView exceptions;
  @EJB private HistoryView history;
  @EJB private HistoryCommands commands;

  private @Nullable PageModel<ChangeRow> alarms;
  private @Nullable PageModel<ExceptionRow> inForce;
  private @Nullable PageModel<ExceptionRow> ended;

  /** Takes note of an alarm. */
  public @Nullable String note(long id) {
    if (!Commanding.done(actor -> commands.note(actor, id))) {
      return null;
    }
    Notices.done("alarms.noted");
    Notices.keepThroughRedirect();
    return "/policy?faces-redirect=true";
  }

  /** The alarms nobody has taken note of, newest first, read page by page. */
  public PageModel<ChangeRow> getAlarms() {
    PageModel<ChangeRow> model = alarms;
    if (model == null) {
      model =
          new PageModel<>(
              history::countAlarms,
              (first, most, sort) -> history.alarms(first, most),
              ChangeRow::id);
      alarms = model;
    }
    return model;
  }

  /** The exceptions that count, newest first, read page by page. */
  public PageModel<ExceptionRow> getInForce() {
    PageModel<ExceptionRow> model = inForce;
    if (model == null) {
      model =
          new PageModel<>(
              () -> exceptions.countInForce(null),
              (first, most, sort) -> exceptions.inForce(null, first, most),
              ExceptionRow::id);
      inForce = model;
    }
    return model;
  }

  /** The exceptions that no longer count, newest first, read page by page. */
  public PageModel<ExceptionRow> getEnded() {
    PageModel<ExceptionRow> model = ended;
    if (model == null) {
      model =
          new PageModel<>(
              () -> exceptions.countEnded(null),
              (first, most, sort) -> exceptions.ended(null, first, most),
              ExceptionRow::id);
      ended = model;
    }
    return model;
  }
}
