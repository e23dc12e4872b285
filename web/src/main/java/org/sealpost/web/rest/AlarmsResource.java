package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.Before;
import org.sealpost.admin.ChangeRow;
import org.sealpost.admin.HistoryCommands;
import org.sealpost.admin.HistoryView;

/** What has become weaker. */
@Path("/alarms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class AlarmsResource {
  @EJB private HistoryView view;
  @EJB private HistoryCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "listAlarms",
      summary = "What has become weaker and nobody has taken note of, newest first.")
  public Page<ChangeRow> list(@BeanParam PageQuery page) {
    return page.newestFirst(
        new Input(), view::alarmsBefore, row -> new Before(row.lastAt(), row.id()));
  }

  @POST
  @Path("/{id}/note")
  @Operation(operationId = "noteAlarm", summary = "Takes note of an alarm.")
  @Answers(value = Void.class, status = 204)
  public Response note(@PathParam("id") long id) {
    return writes.done(null, actor -> commands.note(actor, id));
  }
}
