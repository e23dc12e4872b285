package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import org.sealpost.admin.ExceptionCommands;
import org.sealpost.admin.ExceptionRow;
import org.sealpost.admin.ExceptionView;
import org.sealpost.admin.WantedException;
import org.sealpost.smtp.Domain;

/** What operators have laid down for recipient domains. */
@Path("/exceptions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class ExceptionsResource {
  @EJB private ExceptionView view;
  @EJB private ExceptionCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "listExceptions",
      summary = "What is laid down for recipient domains: what counts, newest first.")
  public ExceptionList list(
      @QueryParam("domain") @Nullable String domain, @BeanParam PageQuery page) {
    Domain of = domain == null || domain.isBlank() ? null : Input.domain("domain", domain);
    Page<ExceptionRow> rows =
        page.newestFirst(
            new Input(),
            (before, most) -> view.inForceBefore(of, before, most),
            row -> new Before(row.madeAt(), row.id()));
    return new ExceptionList(rows.items(), view.kinds(), rows.next());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addException", summary = "Lays something down for a domain.")
  @Answers(value = Void.class, status = 204)
  public Response add(ExceptionBody body) {
    ExceptionBody asked = Input.body(body);
    Input input = new Input();
    String domain = input.text("domain", asked.domain(), 255);
    String kind = input.text("kind", asked.kind(), 20);
    String key = input.optional("key", asked.key(), 200);
    String reason = input.text("reason", asked.reason(), 1_000);
    input.check();
    WantedException wanted =
        new WantedException(Input.domain("domain", domain), kind, key, reason, asked.endsAt());
    return writes.done(asked, actor -> commands.add(actor, wanted));
  }

  @POST
  @Path("/{id}/end")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "endException", summary = "Ends an exception.")
  @Answers(value = Void.class, status = 204)
  public Response end(@PathParam("id") long id, ReasonBody body) {
    Input input = new Input();
    String reason = input.text("reason", Input.body(body).reason(), 1_000);
    input.check();
    return writes.done(body, actor -> commands.end(actor, id, reason));
  }
}
