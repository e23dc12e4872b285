package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.DomainCheck;
import org.sealpost.admin.HistoryView;
import org.sealpost.admin.Prospect;
import org.sealpost.smtp.Domain;

/** Other people's domains. */
@Path("/domains")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class DomainChecks {
  private static final int MOST_CHANGES = 200;

  @EJB private DomainCheck check;
  @EJB private HistoryView history;

  @GET
  @Path("/{domain}/check")
  @Operation(
      operationId = "checkDomain",
      summary = "What a delivery to a domain would find and do now. Takes up to 20 seconds.")
  public CheckBody check(@PathParam("domain") String name) {
    Domain domain = Input.domain("domain", name);
    if (check.isHostedHere(domain)) {
      return new CheckBody(domain.name(), true, null);
    }
    Prospect prospect =
        check
            .check(domain)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemType.BUSY, "Too many domains are being checked; ask again soon."));
    return new CheckBody(domain.name(), false, prospect);
  }

  @GET
  @Path("/{domain}/history")
  @Operation(
      operationId = "readHistory",
      summary =
          "What was last seen of a domain and its servers, and how it changed: the newest 200.")
  public HistoryBody history(@PathParam("domain") String name) {
    Domain domain = Input.domain("domain", name);
    return new HistoryBody(history.seen(domain), history.changes(domain, MOST_CHANGES));
  }
}
