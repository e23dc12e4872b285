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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.CommandRefusedException;
import org.sealpost.admin.FlowCommands;
import org.sealpost.admin.FlowRow;
import org.sealpost.admin.FlowView;
import org.sealpost.admin.HoldCommands;
import org.sealpost.admin.WantedHold;
import org.sealpost.admin.WantedLimit;
import org.sealpost.admin.WantedPause;
import org.sealpost.admin.WantedRetry;
import org.sealpost.refusal.Refusal;

/** How mail flows: holds, pauses, limits and waits. */
@Path("/flow")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "flow")
public class FlowResource {
  @EJB private FlowView view;
  @EJB private FlowCommands commands;
  @EJB private HoldCommands holds;
  @Inject private Writes writes;

  @GET
  @Operation(operationId = "readFlow", summary = "The rules in force about how mail flows.")
  public FlowBody read() {
    return new FlowBody(
        view.isEverythingPaused(), view.holds(), view.pauses(), view.limits(), view.retries());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addFlowRule",
      summary = "Holds, pauses, limits, or lays down when mail is tried again.",
      description = "A limit takes the place of one for the same recipients.")
  @Answers(IdBody.class)
  public Response add(FlowRuleBody body) {
    FlowRuleBody asked = Input.body(body);
    Input input = new Input();
    Kind kind = input.oneOf("kind", asked.kind(), Kind.class);
    if (kind == null && (asked.kind() == null || asked.kind().isBlank())) {
      input.wrong("kind", "is missing", "");
    }
    String reason = input.text("reason", asked.reason(), 1_000);
    String recipients = input.optional("recipients", asked.recipients(), 300);
    if (kind != null && kind != Kind.HOLD && recipients.isEmpty()) {
      input.wrong("recipients", "is missing; * for all", "");
    }
    if (asked.until() != null && until(asked) == null) {
      input.wrong("until", "is a time like 2026-12-31T08:00:00Z", "");
    }
    input.check();
    return writes.ok(asked, actor -> new IdBody(add(actor, kind, recipients, reason, asked)));
  }

  private static @Nullable Instant until(FlowRuleBody asked) {
    try {
      return Instant.parse(or(asked.until()).strip().toUpperCase(Locale.ROOT));
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private long add(
      String actor, @Nullable Kind kind, String recipients, String reason, FlowRuleBody asked) {
    if (kind == Kind.HOLD) {
      return commands.hold(
          actor, new WantedHold(or(asked.reversePath()), recipients, or(asked.said()), reason));
    }
    if (kind == Kind.PAUSE) {
      return commands.pause(actor, new WantedPause(recipients, until(asked), reason));
    }
    if (kind == Kind.LIMIT) {
      return commands.limit(
          actor, new WantedLimit(recipients, asked.connections(), asked.perMinute(), reason));
    }
    return commands.retry(
        actor, new WantedRetry(recipients, or(asked.failure()), or(asked.waits()), reason));
  }

  @POST
  @Path("/{id}/apply")
  @Operation(
      operationId = "applyFlowRule",
      summary = "Applies a hold, or waits between attempts, to what waits already.",
      description =
          "In steps, each with its line in the audit log, until all is done; the answer says how"
              + " many recipients were changed. What fails in the middle can be asked for again.")
  @Answers(AppliedBody.class)
  public Response apply(@PathParam("id") long id) {
    String kind = view.find(id).map(FlowRow::kind).orElseThrow(ProblemException::notFound);
    return writes.ok(null, actor -> new AppliedBody(apply(actor, kind, id)));
  }

  private int apply(String actor, String kind, long id) {
    return switch (kind) {
      case "HOLD" -> holds.holdWaiting(actor, id);
      case "RETRY" -> holds.applyWaits(actor, id);
      default -> throw new CommandRefusedException(Refusal.NOT_TO_BE_APPLIED);
    };
  }

  /**
   * What became of it.
   *
   * @param changed how many recipients
   */
  public record AppliedBody(int changed) {}

  @POST
  @Path("/{id}/end")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "endFlowRule",
      summary = "Ends a rule; what a hold keeps stays held until it is released.")
  @Answers(value = Void.class, status = 204)
  public Response end(@PathParam("id") long id, ReasonBody body) {
    Input input = new Input();
    String reason = input.text("reason", Input.body(body).reason(), 1_000);
    input.check();
    return writes.done(body, actor -> commands.end(actor, id, reason));
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The kinds of rules. */
  private enum Kind {
    HOLD,
    PAUSE,
    LIMIT,
    RETRY
  }
}
