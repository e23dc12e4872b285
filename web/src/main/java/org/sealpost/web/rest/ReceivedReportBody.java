package org.sealpost.web.rest;

import java.util.List;
import org.sealpost.admin.TlsPolicyRow;
import org.sealpost.admin.TlsReceivedRow;

/** A report about TLS that another server has sent. */
public record ReceivedReportBody(TlsReceivedRow report, List<TlsPolicyRow> policies) {
  /** Copies the list. */
  public ReceivedReportBody {
    policies = List.copyOf(policies);
  }
}
