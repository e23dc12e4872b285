package org.sealpost.web.audit;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AuditFilter;
import org.sealpost.admin.AuditRow;
import org.sealpost.admin.AuditView;
import org.sealpost.admin.Before;

/**
 * Hands out what matches a filter of the audit log as a table, newest first: {@code
 * /download/audit.csv} with the parameters of the audit page. Read in pages, so that its size does
 * not matter; what is written meanwhile is newer and not in it.
 */
@WebServlet("/download/audit.csv")
public final class AuditDownload extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int AT_A_TIME = 500;

  @EJB private transient AuditView audit;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AuditFilter filter = new AuditParameters(request::getParameter).filter();
    @Nullable Before before = null;
    // Before anything is written: whoever may not read it gets the refusal as such.
    List<AuditRow> page = audit.find(filter, before, AT_A_TIME);
    response.setContentType("text/csv; charset=utf-8; header=present");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    Writer out = response.getWriter();
    out.write(CsvLine.HEAD);
    while (!page.isEmpty()) {
      for (AuditRow row : page) {
        out.write(CsvLine.of(row));
      }
      AuditRow last = page.get(page.size() - 1);
      before = new Before(last.at(), last.id());
      page = page.size() < AT_A_TIME ? List.of() : audit.find(filter, before, AT_A_TIME);
    }
  }
}
