package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Before;
import org.sealpost.admin.SuppressionCommands;
import org.sealpost.admin.SuppressionRow;
import org.sealpost.admin.SuppressionView;

/** Addresses that nothing is sent to. */
@Path("/suppression")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "flow")
public class SuppressionResource {
  @EJB private SuppressionView view;
  @EJB private SuppressionCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "listSuppression",
      summary = "Addresses that nothing is sent to and that contain a text, newest first.")
  public Page<SuppressionRow> list(
      @QueryParam("text") @Nullable String text, @BeanParam PageQuery page) {
    Input input = new Input();
    String part = input.optional("text", text, 200);
    return page.newestFirst(
        input,
        (before, most) -> view.before(part, before, most),
        row -> new Before(row.madeAt(), row.id()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "suppress", summary = "Sends nothing to an address any more.")
  @Answers(IdBody.class)
  public Response add(SuppressionBody body) {
    SuppressionBody asked = Input.body(body);
    Input input = new Input();
    String address = input.text("address", asked.address(), 512);
    String reason = input.text("reason", asked.reason(), 1_000);
    input.check();
    return writes.ok(
        asked, actor -> new IdBody(commands.add(actor, address, reason, asked.endsAt())));
  }

  @DELETE
  @Path("/{id}")
  @Operation(operationId = "unsuppress", summary = "Takes an address off the list.")
  @Answers(value = Void.class, status = 204)
  public Response remove(@PathParam("id") long id, @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    return writes.done(null, actor -> commands.remove(actor, id, why));
  }
}
