package org.sealpost.web.audit;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AuditRow;
import org.sealpost.admin.AuditView;
import org.sealpost.admin.Before;
import org.sealpost.admin.Door;

/** The audit page: what matches the filter in its address, page by page from the newest on. */
@Named
@RequestScoped
public class AuditBacking {
  private static final int ROWS = 50;

  @EJB private AuditView audit;

  private AuditParameters parameters = new AuditParameters(name -> null);
  private @Nullable Before before;
  private List<AuditRow> found = List.of();

  @PostConstruct
  void read() {
    Map<String, String> asked =
        FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    parameters = new AuditParameters(asked::get);
    before = Before.parse(asked.getOrDefault("before", "")).orElse(null);
    found = audit.find(parameters.filter(), before, ROWS + 1);
  }

  /** The lines of this page. */
  public List<AuditRow> getRows() {
    return found.subList(0, Math.min(ROWS, found.size()));
  }

  /** What a field of the filter holds. */
  public String said(String field) {
    return parameters.text(field);
  }

  public Door[] getDoors() {
    return Door.values();
  }

  public boolean isFiltered() {
    return !parameters.isEmpty();
  }

  /** Whether this is not the newest page. */
  public boolean isLater() {
    return before != null;
  }

  /** The filter for the address of the newest page and of the download. */
  public String getQuery() {
    return parameters.query();
  }

  /** The filter and the place for the address of the next page; empty where there is none. */
  public String getOlder() {
    if (found.size() <= ROWS) {
      return "";
    }
    AuditRow last = found.get(ROWS - 1);
    String query = parameters.query();
    return query
        + (query.isEmpty() ? "?" : "&")
        + "before="
        + new Before(last.at(), last.id()).text();
  }
}
