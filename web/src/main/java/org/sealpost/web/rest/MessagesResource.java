package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Foresight;
import org.sealpost.admin.MessageDetail;
import org.sealpost.admin.QueueCommands;
import org.sealpost.admin.QueueView;
import org.sealpost.admin.RequirementForesight;
import org.sealpost.smtp.TlsRequirement;

/** Messages: each with all that is known of it; and new ones. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class MessagesResource {
  @EJB private QueueView view;
  @EJB private QueueCommands commands;
  @EJB private RequirementForesight foresight;
  @Inject private Writes writes;
  @Inject private Sending sending;

  @GET
  @Path("/{queueId}")
  @Operation(
      operationId = "readMessage",
      summary = "A message with envelope, recipients, attempts and why each went as it did.")
  @Answers(MessageDetail.class)
  public Response read(@PathParam("queueId") String queueId, @Context Request request) {
    MessageDetail message = find(queueId);
    String json = Json.write(message);
    EntityTag tag = tag(message);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok(json) : unchanged).tag(tag).build();
  }

  @GET
  @Path("/{queueId}/content")
  @Produces("message/rfc822")
  @Operation(operationId = "readContent", summary = "The message as it is.")
  public Response content(@PathParam("queueId") String queueId) {
    long id = find(queueId).messageId();
    StreamingOutput raw =
        out -> {
          if (!view.writeRaw(id, out)) {
            throw new IOException("the message has gone meanwhile");
          }
        };
    return Response.ok(raw)
        .header("Content-Disposition", "attachment; filename=\"" + queueId + ".eml\"")
        .build();
  }

  @GET
  @Path("/{queueId}/foresight")
  @Operation(
      operationId = "foreseeRequirement",
      summary = "What each requirement would mean for a message now. Takes up to 20 seconds.")
  public Foresight foresee(@PathParam("queueId") String queueId) {
    return foresight.ofMessage(find(queueId).messageId());
  }

  @PUT
  @Path("/{queueId}/requirement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeRequirement",
      summary = "Changes how strongly a message is protected.",
      description = "A sender can ask for more only. With If-Match only where nothing has changed.")
  @Answers(ActionResult.class)
  public Response change(
      @PathParam("queueId") String queueId, RequirementBody body, @Context Request request) {
    Input input = new Input();
    RequirementBody asked = Input.body(body);
    TlsRequirement requirement =
        input.oneOf("requirement", asked.requirement(), TlsRequirement.class);
    if (requirement == null) {
      input.wrong("requirement", "is REQUIRED, DEFAULT or OPTIONAL", "");
    }
    String reason = input.optional("reason", asked.reason(), 1_000);
    input.check();
    MessageDetail message = find(queueId);
    if (request.evaluatePreconditions(tag(message)) != null) {
      throw new ProblemException(
          ProblemType.CHANGED, "The message has changed since; read it again first.");
    }
    boolean now = !Boolean.FALSE.equals(asked.retryNow());
    TlsRequirement wanted = Objects.requireNonNull(requirement);
    return writes.ok(
        asked,
        actor ->
            new ActionResult(
                message.recipients().size(),
                commands.changeRequirement(actor, message.messageId(), wanted, reason, now),
                false,
                null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sendLetter",
      summary = "Writes a message of plain text and sends it.",
      description =
          "In the name of the mail account that is set for the user, with the checks of a"
              + " submission. It is queued, for all recipients or none, before the answer comes.")
  @Answers(value = SentBody.class, status = 201)
  public Response send(LetterBody body) throws IOException {
    return sending.send(Input.body(body));
  }

  @POST
  @Consumes("message/rfc822")
  @Operation(
      operationId = "sendMessage",
      summary = "Sends a message as it is.",
      description =
          "TLS-Required: No is a header field (RFC 8689): put it in the message. Line ends become"
              + " CRLF.")
  @Answers(value = SentBody.class, status = 201)
  public Response send(
      InputStream message,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") List<String> to,
      @QueryParam("requirement") @Nullable String requirement)
      throws IOException {
    return sending.send(message, from, to, requirement);
  }

  private MessageDetail find(String queueId) {
    return view.message(Input.messageId(queueId)).orElseThrow(ProblemException::notFound);
  }

  /** What a change could rest on: the requirement, and where its recipients stand. */
  private static EntityTag tag(MessageDetail message) {
    StringBuilder state = new StringBuilder(message.requirement().name());
    message.recipients().forEach(each -> state.append(each.state()).append(each.attempts()));
    return new EntityTag(Integer.toHexString(state.toString().hashCode()));
  }
}
