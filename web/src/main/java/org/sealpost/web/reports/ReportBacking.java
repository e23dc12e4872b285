package org.sealpost.web.reports;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.TlsAffectedRow;
import org.sealpost.admin.TlsDayDetail;
import org.sealpost.admin.TlsPolicyRow;
import org.sealpost.admin.TlsReceivedRow;
import org.sealpost.admin.TlsReportView;
import org.sealpost.smtp.Domain;

/**
 * The page of one report: the results of a day for a domain, with the messages that a failure hit
 * where one is chosen; or a report that another server has sent.
 */
@Named
@RequestScoped
public class ReportBacking {
  private static final int MOST_AFFECTED = 200;

  @EJB private TlsReportView reports;

  private String day = "";
  private String domain = "";
  private String type = "";
  private long id;
  private @Nullable TlsDayDetail detail;
  private @Nullable TlsReceivedRow received;
  private List<TlsPolicyRow> policies = List.of();
  private List<TlsAffectedRow> affected = List.of();

  /** Reads it; nothing where the address names none. */
  public void load() {
    if (id > 0) {
      received = reports.received(id).orElse(null);
      policies = received == null ? List.of() : reports.policies(id);
      return;
    }
    Domain known = Domain.parse(domain).orElse(null);
    detail = known == null ? null : reports.results(Days.of(day), known).orElse(null);
    policies = detail == null ? List.of() : detail.policies();
    if (known != null && detail != null && !type.isEmpty()) {
      affected = reports.affected(Days.of(day), known, type, MOST_AFFECTED);
    }
  }

  public @Nullable TlsDayDetail getDetail() {
    return detail;
  }

  public @Nullable TlsReceivedRow getReceived() {
    return received;
  }

  public List<TlsPolicyRow> getPolicies() {
    return policies;
  }

  public List<TlsAffectedRow> getAffected() {
    return affected;
  }

  public String getDay() {
    return day;
  }

  public void setDay(@Nullable String text) {
    day = Days.of(text).toString();
  }

  public String getDomain() {
    return domain;
  }

  public void setDomain(@Nullable String text) {
    domain = text == null ? "" : text;
  }

  public String getType() {
    return type;
  }

  public void setType(@Nullable String text) {
    type = text == null ? "" : text;
  }

  public long getId() {
    return id;
  }

  public void setId(long number) {
    id = number;
  }
}
