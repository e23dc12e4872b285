package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.MailboxCommands;
import org.sealpost.admin.MailboxRow;
import org.sealpost.admin.MailboxView;

/** Mail that has arrived here. */
@Path("/mailboxes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "mailboxes")
public class MailboxesResource {
  @EJB private MailboxView view;
  @EJB private MailboxCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(operationId = "listMailboxes", summary = "The mailboxes that hold mail, 1000 at most.")
  public Page<String> list() {
    return new Page<>(view.mailboxes(), null);
  }

  @GET
  @Path("/{mailbox}/mail")
  @Operation(operationId = "listMail", summary = "The mail of a mailbox, newest first.")
  public Page<MailboxRow> mail(
      @PathParam("mailbox") String mailbox,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Input input = new Input();
    int size = input.number("limit", limit, 1, Page.MOST, Page.USUAL);
    Long before = input.key("cursor", cursor);
    input.check();
    return Page.of(view.before(mailbox, before, size + 1), size, row -> Long.toString(row.id()));
  }

  @GET
  @Path("/{mailbox}/mail/{id}/content")
  @Produces("message/rfc822")
  @Operation(operationId = "readMail", summary = "A message as it lies in its mailbox.")
  public Response content(@PathParam("mailbox") String mailbox, @PathParam("id") long id) {
    find(mailbox, id);
    StreamingOutput raw =
        out -> {
          if (!view.writeRaw(id, out)) {
            throw new IOException("the message has gone meanwhile");
          }
        };
    return Response.ok(raw)
        .header("Content-Disposition", "attachment; filename=\"mail-" + id + ".eml\"")
        .build();
  }

  @DELETE
  @Path("/{mailbox}/mail/{id}")
  @Operation(operationId = "deleteMail", summary = "Removes a message from its mailbox.")
  @Answers(value = Void.class, status = 204)
  public Response delete(
      @PathParam("mailbox") String mailbox,
      @PathParam("id") long id,
      @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    return writes.done(
        null,
        actor -> {
          find(mailbox, id);
          commands.delete(actor, List.of(id), why);
        });
  }

  private void find(String mailbox, long id) {
    if (view.message(id).filter(mail -> mail.mailbox().equals(mailbox)).isEmpty()) {
      throw ProblemException.notFound();
    }
  }
}
