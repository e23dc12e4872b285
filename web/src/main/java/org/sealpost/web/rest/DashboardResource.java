package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.Dashboard;
import org.sealpost.admin.DashboardView;

/** The state of the server at one glance. */
@Path("/dashboard")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "server")
public class DashboardResource {
  @EJB private DashboardView view;

  @GET
  @Operation(
      operationId = "readDashboard",
      summary = "Throughput, queue, what was put off and why, what ends soon, alarms.")
  public Dashboard read() {
    return view.now();
  }
}
