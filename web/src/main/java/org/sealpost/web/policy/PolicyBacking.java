package org.sealpost.web.policy;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.ExceptionRow;
import org.sealpost.admin.ExceptionView;
import org.sealpost.web.page.PageModel;

/** The page over all recipient domains: what is laid down for them, and what was. */
@Named
@RequestScoped
public class PolicyBacking {
  @EJB private ExceptionView exceptions;

  private @Nullable PageModel<ExceptionRow> inForce;
  private @Nullable PageModel<ExceptionRow> ended;

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
