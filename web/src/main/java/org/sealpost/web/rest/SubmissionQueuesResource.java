package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.SubmissionCommands;
import org.sealpost.admin.SubmissionView;
import org.sealpost.jms.RejectedRow;
import org.sealpost.jms.SubmitQueuesSeen;

/** The queues to which applications send mail. */
@Path("/submission-queues")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "submission queues")
public class SubmissionQueuesResource {
  @EJB private SubmissionView view;
  @EJB private SubmissionCommands commands;
  @Inject private Writes writes;

  @GET
  @Operation(
      operationId = "readSubmissionQueues",
      summary = "The queues to which applications send mail, as they are now.",
      description = "At most 1,000 messages of each are counted.")
  public SubmitQueuesSeen look() {
    return view.look();
  }

  @GET
  @Path("/rejected")
  @Operation(
      operationId = "listRejectedSubmissions",
      summary = "What was put aside because it cannot be taken, the oldest 200 first.")
  public Page<RejectedRow> rejected() {
    return new Page<>(view.rejected(Page.MOST), null);
  }

  @POST
  @Path("/rejected/{submission}/retry")
  @Operation(
      operationId = "retrySubmission",
      summary = "Lets it be taken once more, in the name of who handed it in.")
  @Answers(value = Void.class, status = 204)
  public Response retry(@PathParam("submission") String submission) {
    RejectedRow row = row(submission);
    return writes.done(null, actor -> commands.retry(actor, row));
  }

  @DELETE
  @Path("/rejected/{submission}")
  @Operation(operationId = "discardSubmission", summary = "Throws it away.")
  @Answers(value = Void.class, status = 204)
  public Response discard(
      @PathParam("submission") String submission, @QueryParam("reason") @Nullable String reason) {
    Input input = new Input();
    String why = input.text("reason", reason, 1_000);
    input.check();
    RejectedRow row = row(submission);
    return writes.done(null, actor -> commands.discard(actor, row, why));
  }

  // Outside of the write's transaction: the broker may be slow.
  private RejectedRow row(String submission) {
    return view.rejected(submission).orElseThrow(ProblemException::notFound);
  }
}
