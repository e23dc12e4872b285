package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.BulkCommands;
import org.sealpost.admin.BulkProgress;

/** What goes on with everything that a filter lets through. */
@Path("/bulks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "queue")
public class BulksResource {
  @EJB private BulkCommands bulks;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "listBulks",
      summary = "The bulks of this node that go on or have ended in the last hour, newest first.")
  public Page<BulkProgress> list() {
    return new Page<>(bulks.list(), null);
  }

  @GET
  @Path("/{bulk}")
  @Operation(operationId = "readBulk", summary = "How far a bulk has come.")
  public BulkProgress read(@PathParam("bulk") long bulk) {
    return bulks.find(bulk).orElseThrow(ProblemException::notFound);
  }

  @POST
  @Path("/{bulk}/cancel")
  @Operation(
      operationId = "cancelBulk",
      summary = "Ends a bulk after the chunk it is at; what was done stays done.")
  @Answers(value = Void.class, status = 204)
  public Response cancel(@PathParam("bulk") long bulk) {
    return writes.done(
        null,
        actor -> {
          if (!bulks.cancel(actor, bulk)) {
            throw ProblemException.notFound();
          }
        });
  }
}
