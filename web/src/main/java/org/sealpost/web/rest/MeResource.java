package org.sealpost.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.account.Role;
import org.sealpost.admin.Entrance;

/** Who is asking. */
@Path("/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public class MeResource {
  @Inject private SecurityContext security;
  @Inject private Entrance entrance;

  @GET
  @Operation(operationId = "readMe", summary = "Whom the token speaks for, and what it may do.")
  public MeBody read() {
    return new MeBody(
        security.getCallerPrincipal().getName(),
        entrance.token(),
        Arrays.stream(Role.values()).map(Role::roleName).filter(security::isCallerInRole).toList());
  }
}
