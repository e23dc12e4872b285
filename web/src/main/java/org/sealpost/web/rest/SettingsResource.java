package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.SettingRow;
import org.sealpost.admin.SettingsView;

/** The settings in force. */
@Path("/settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "server")
public class SettingsResource {
  @EJB private SettingsView view;

  @GET
  @Operation(
      operationId = "listSettings",
      summary = "Every setting with its value and where it comes from; secrets are masked.")
  public Page<SettingRow> list() {
    return new Page<>(view.settings(), null);
  }
}
