package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.AuditRow;
import org.sealpost.admin.AuditView;
import org.sealpost.admin.Before;

/** The audit log. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {
  @EJB private AuditView view;

  @GET
  @Operation(operationId = "listAudit", summary = "Who changed what, newest first.")
  public Page<AuditRow> list(@BeanParam PageQuery page) {
    return page.newestFirst(new Input(), view::before, row -> new Before(row.at(), row.id()));
  }
}
