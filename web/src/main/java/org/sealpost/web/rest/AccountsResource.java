package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AccountDetail;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;
import org.sealpost.admin.NewAccount;

/** Mail accounts. */
@Path("/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "directory")
public class AccountsResource {
  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;
  @Inject private Writes writes;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addAccount", summary = "Makes a mail account with a password.")
  @Answers(OneTimeSecret.class)
  public Response add(AddressBody body) {
    Input input = new Input();
    String address = input.text("address", Input.body(body).address(), 512);
    input.check();
    return writes.secret(
        actor -> {
          NewAccount made = commands.addAccount(actor, address);
          return new OneTimeSecret(made.name(), made.password());
        });
  }

  @GET
  @Path("/{account}")
  @Operation(operationId = "readAccount", summary = "A mail account.")
  public AccountDetail read(@PathParam("account") String account) {
    return view.account(account).orElseThrow(ProblemException::notFound);
  }

  @PUT
  @Path("/{account}/enabled")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "enableAccount", summary = "Lets a mail account be used, or not.")
  @Answers(value = Void.class, status = 204)
  public Response enable(@PathParam("account") String account, EnabledBody body) {
    EnabledBody asked = Input.body(body);
    return writes.done(asked, actor -> commands.setEnabled(actor, account, asked.enabled()));
  }

  @POST
  @Path("/{account}/password")
  @Operation(operationId = "generatePassword", summary = "Gives a mail account another password.")
  @Answers(OneTimeSecret.class)
  public Response password(@PathParam("account") String account) {
    return writes.secret(
        actor -> new OneTimeSecret(account, commands.generatePassword(actor, account)));
  }

  @POST
  @Path("/{account}/addresses")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addAddress", summary = "Gives a mail account another address.")
  @Answers(value = Void.class, status = 204)
  public Response addAddress(@PathParam("account") String account, AddressBody body) {
    Input input = new Input();
    String address = input.text("address", Input.body(body).address(), 512);
    input.check();
    return writes.done(body, actor -> commands.addAddress(actor, account, address));
  }

  @DELETE
  @Path("/{account}/addresses/{address}")
  @Operation(operationId = "deleteAddress", summary = "Takes an address from a mail account.")
  @Answers(value = Void.class, status = 204)
  public Response deleteAddress(
      @PathParam("account") String account, @PathParam("address") String address) {
    return writes.done(null, actor -> commands.removeAddress(actor, account, address));
  }

  @DELETE
  @Path("/{account}")
  @Operation(
      operationId = "deleteAccount",
      summary = "Removes a mail account; the mail in its mailbox stays.")
  @Answers(value = Void.class, status = 204)
  public Response delete(
      @PathParam("account") String account, @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    return writes.done(null, actor -> commands.removeAccount(actor, account, why));
  }
}
