package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.account.AccessToken;
import org.sealpost.admin.TokenCommands;
import org.sealpost.admin.TokenView;

/** Tokens for programs. */
@Path("/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public class TokensResource {
  @EJB private TokenView view;
  @EJB private TokenCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "listTokens",
      summary = "Tokens, newest first: all for administrators and auditors, else one's own.",
      description = "New ones are made in the console only: a token cannot make another one.")
  public Page<AccessToken> list(@BeanParam PageQuery page) {
    return page.byName(new Input(), view::after, AccessToken::id);
  }

  @DELETE
  @Path("/{id}")
  @Operation(operationId = "revokeToken", summary = "Revokes a token.")
  @Answers(value = Void.class, status = 204)
  public Response revoke(@PathParam("id") String id) {
    return writes.done(null, actor -> commands.revoke(id));
  }
}
