package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.admin.NewAccount;
import org.sealpost.admin.UserCommands;
import org.sealpost.admin.UserRow;
import org.sealpost.admin.UserView;

/** Who may use console and REST. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public class UsersResource {
  @EJB private UserView view;
  @EJB private UserCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(operationId = "listUsers", summary = "Who may use console and REST, by name.")
  public Page<UserRow> list(@BeanParam PageQuery page) {
    return page.byName(new Input(), view::after, UserRow::name);
  }

  @GET
  @Path("/{user}")
  @Operation(operationId = "readUser", summary = "A user.")
  public UserRow read(@PathParam("user") String user) {
    return view.user(user).orElseThrow(ProblemException::notFound);
  }

  @POST
  @Path("/{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addUser", summary = "Makes a user with a one-time password.")
  @Answers(OneTimeSecret.class)
  public Response add(@PathParam("user") String user, UserBody body) {
    Input input = new Input();
    UserBody asked = Input.body(body);
    Set<Role> roles = roles(input, asked);
    input.check();
    return writes.secret(
        actor -> {
          NewAccount made = commands.add(actor, user, roles, asked.mailAccount());
          return new OneTimeSecret(made.name(), made.password());
        });
  }

  @PATCH
  @Path("/{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeUser",
      summary = "Changes a user: what is given of roles, mail account and enabled.",
      description = "An empty mail account is none. The user's sessions end.")
  @Answers(value = Void.class, status = 204)
  public Response change(@PathParam("user") String user, UserBody body) {
    Input input = new Input();
    UserBody asked = Input.body(body);
    Set<Role> roles = roles(input, asked);
    input.check();
    return writes.done(
        asked, actor -> commands.change(actor, user, roles, asked.mailAccount(), asked.enabled()));
  }

  @POST
  @Path("/{user}/password")
  @Operation(operationId = "resetPassword", summary = "Gives a user a one-time password.")
  @Answers(OneTimeSecret.class)
  public Response password(@PathParam("user") String user) {
    return writes.secret(actor -> new OneTimeSecret(user, commands.resetPassword(actor, user)));
  }

  @DELETE
  @Path("/{user}")
  @Operation(operationId = "deleteUser", summary = "Removes a user and revokes their tokens.")
  @Answers(value = Void.class, status = 204)
  public Response delete(
      @PathParam("user") String user, @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    return writes.done(null, actor -> commands.remove(actor, user, why));
  }

  private static Set<Role> roles(Input input, UserBody body) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    List<String> names = body.roles();
    if (names != null) {
      for (String name : names) {
        Role role = input.oneOf("roles", name, Role.class);
        if (role != null) {
          roles.add(role);
        }
      }
    }
    return roles;
  }
}
