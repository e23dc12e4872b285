package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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
  public Page<AuditRow> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Input input = new Input();
    int size = input.limit(limit);
    Before before = input.before(cursor);
    input.check();
    return Page.of(
        view.before(before, size + 1), size, row -> new Before(row.at(), row.id()).text());
  }
}
