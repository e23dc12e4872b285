package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AliasRow;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;

/** Aliases. */
@Path("/aliases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "directory")
public class AliasesResource {
  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;
  @Inject private Writes writes;

  @GET
  @Path("/{alias}")
  @Operation(operationId = "readAlias", summary = "An alias.")
  public AliasRow read(@PathParam("alias") String alias) {
    return view.alias(alias).orElseThrow(ProblemException::notFound);
  }

  @PUT
  @Path("/{alias}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "putAlias", summary = "Makes an alias, or lets it lead elsewhere.")
  @Answers(value = Void.class, status = 204)
  public Response put(@PathParam("alias") String alias, AliasBody body) {
    List<String> targets = Input.body(body).targets();
    List<String> wanted = targets == null ? List.of() : List.copyOf(targets);
    return writes.done(
        body,
        actor -> {
          if (view.alias(alias).isPresent()) {
            commands.changeAlias(actor, alias, wanted);
          } else {
            commands.addAlias(actor, alias, wanted);
          }
        });
  }

  @DELETE
  @Path("/{alias}")
  @Operation(operationId = "deleteAlias", summary = "Removes an alias.")
  @Answers(value = Void.class, status = 204)
  public Response delete(
      @PathParam("alias") String alias, @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    return writes.done(null, actor -> commands.removeAlias(actor, alias, why));
  }
}
