package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.BackupCommands;
import org.sealpost.admin.WriteOnce;

/** Back-ups of this node while it runs. */
@Path("/backup")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "server")
public class BackupResource {
  static final String PATH = "/api/v1/backup";

  @EJB private BackupCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "readBackup",
      summary = "How the last back-up stands that was asked for here.")
  public BackupBody read() {
    return new BackupBody(commands.last().orElse(null));
  }

  @POST
  @Operation(
      operationId = "makeBackup",
      summary = "Makes a back-up, in the background.",
      description =
          "In a new directory below the one that the setting backup.directory names; refused where"
              + " it names none, or one is being made.")
  @Answers(value = BackupBody.class, status = 202)
  public Response make() {
    return writes.run(
        null,
        actor -> {
          BackupBody begun = new BackupBody(commands.start(actor));
          return new WriteOnce.Answer(202, PATH, Json.write(begun));
        });
  }
}
