package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.RouteRow;
import org.sealpost.admin.SettingsView;

/** Fixed next hops. */
@Path("/routes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class RoutesResource {
  @EJB private SettingsView view;

  @GET
  @Operation(
      operationId = "listRoutes",
      summary = "The routes by domain; that of all other domains comes last.")
  public Page<RouteRow> list() {
    return new Page<>(view.routes(), null);
  }
}
