package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.FlowCommands;
import org.sealpost.admin.FlowRow;
import org.sealpost.admin.RouteEntry;
import org.sealpost.admin.RouteView;
import org.sealpost.admin.WantedRoute;

/** Which way mail goes that does not go by MX records. */
@Path("/routes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class RoutesResource {
  private static final int LONGEST_SERVERS = 6_000;

  @EJB private RouteView view;
  @EJB private FlowCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "listRoutes",
      summary =
          "The routes by domain, laid down or of the settings; those of all others come last.")
  public Page<RouteEntry> list() {
    return new Page<>(view.list(), null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addRoute",
      summary = "Sends the mail of a destination another way, from the next attempt on.",
      description = "Takes the place of one that was laid down for it, before one of the settings.")
  @Answers(IdBody.class)
  public Response add(RouteBody body) {
    RouteBody asked = Input.body(body);
    Input input = new Input();
    String recipients = input.text("recipients", asked.recipients(), 300);
    String servers = input.text("servers", asked.servers(), LONGEST_SERVERS);
    String reason = input.text("reason", asked.reason(), 1_000);
    input.check();
    WantedRoute wanted = new WantedRoute(recipients, servers, reason);
    return writes.ok(asked, actor -> new IdBody(commands.route(actor, wanted)));
  }

  @POST
  @Path("/{route}/end")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "endRoute", summary = "Ends a route that was laid down.")
  @Answers(value = Void.class, status = 204)
  public Response end(@PathParam("route") long route, ReasonBody body) {
    Input input = new Input();
    String reason = input.text("reason", Input.body(body).reason(), 1_000);
    input.check();
    return writes.done(
        body,
        actor -> {
          if (view.list().stream().noneMatch(each -> isRule(each, route))) {
            throw ProblemException.notFound();
          }
          commands.end(actor, route, reason);
        });
  }

  private static boolean isRule(RouteEntry entry, long id) {
    FlowRow rule = entry.rule();
    return rule != null && rule.id() == id;
  }
}
