package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.TlsOptOutRow;
import org.sealpost.admin.TlsReportCommands;
import org.sealpost.admin.TlsReportView;

/** Whom no reports about TLS go to. */
@Path("/tls-report-opt-outs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public class OptOutsResource {
  @EJB private TlsReportView view;
  @EJB private TlsReportCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(operationId = "listOptOuts", summary = "Whom no reports about TLS go to.")
  public Page<TlsOptOutRow> list() {
    return new Page<>(view.optOuts(), null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addOptOut",
      summary = "Sends no reports about a domain, or to a place, any more.")
  @Answers(IdBody.class)
  public Response add(OptOutBody body) {
    OptOutBody asked = Input.body(body);
    Input input = new Input();
    String kind = input.text("kind", asked.kind(), 20).toUpperCase(Locale.ROOT);
    String subject = input.text("subject", asked.subject(), 512);
    input.check();
    return writes.ok(asked, actor -> new IdBody(commands.optOut(actor, kind, subject)));
  }

  @DELETE
  @Path("/{optOut}")
  @Operation(operationId = "removeOptOut", summary = "Takes one off the list.")
  @Answers(value = Void.class, status = 204)
  public Response remove(@PathParam("optOut") long optOut) {
    return writes.done(null, actor -> commands.optIn(actor, optOut));
  }
}
