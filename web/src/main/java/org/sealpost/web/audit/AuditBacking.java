package org.sealpost.web.audit;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AuditRow;
import org.sealpost.admin.AuditView;
import org.sealpost.web.page.PageModel;

/** The audit page. */
@Named
@RequestScoped
public class AuditBacking {
  @EJB private AuditView audit;

  private @Nullable PageModel<AuditRow> rows;

  /** The log, newest first, read page by page. */
  public PageModel<AuditRow> getRows() {
    PageModel<AuditRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              audit::count, (first, most, sort) -> audit.list(first, most), AuditRow::hashCode);
      rows = model;
    }
    return model;
  }
}
