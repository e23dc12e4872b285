package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sealpost.admin.BulkAction;
import org.sealpost.admin.BulkCommands;
import org.sealpost.admin.BulkScope;
import org.sealpost.admin.Foresight;
import org.sealpost.admin.QueueCommands;
import org.sealpost.admin.QueueCursor;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueuePage;
import org.sealpost.admin.QueueRow;
import org.sealpost.admin.QueueSort;
import org.sealpost.admin.QueueView;
import org.sealpost.admin.RequirementForesight;
import org.sealpost.admin.WriteOnce;

/** The queue, recipient by recipient. */
@Path("/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "queue")
public class QueueResource {
  private static final int MOST_IDS = 1_000;

  @EJB private QueueView view;
  @EJB private QueueCommands commands;
  @EJB private BulkCommands bulks;
  @EJB private RequirementForesight foresight;
  @Inject private Writes writes;

  @GET
  @Operation(operationId = "listQueue", summary = "Recipients in the queue, page by page.")
  public Page<QueueRow> list(@BeanParam QueueListQuery query) {
    Input input = new Input();
    QueueFilter filter = query.filter(input);
    QueueSort by = query.sort(input);
    int size = query.limit(input);
    String cursor = query.cursor();
    QueueCursor after = cursor == null ? null : QueueCursor.parse(cursor, by).orElse(null);
    if (cursor != null && after == null) {
      input.wrong("cursor", "is what the page before gave as next, for the same order", cursor);
    }
    input.check();
    QueuePage page = view.page(filter, by, after, size);
    return new Page<>(page.items(), page.next());
  }

  @POST
  @Path("/actions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "actOnQueue",
      summary =
          "Retries, holds, releases, schedules, prioritises, deletes or fails recipients, or changes"
              + " requirements or routes.",
      description =
          "Listed recipients: at once, all or nothing, 200. Those a filter lets through: in the"
              + " background, however many there are, 202 and the bulk that does it; 200 where"
              + " there are none. Recipients that are finished or being delivered are left as they"
              + " are, but for holds: one whose attempt has begun is held unless that settles it.")
  @Answers(ActionResult.class)
  @AlsoAnswers(value = BulkStarted.class, status = 202)
  public Response act(QueueAction action) {
    QueueAction asked = Input.body(action);
    Input input = new Input();
    QueueWork work = QueueWork.of(asked, input);
    if ((asked.recipients() == null) == (asked.filter() == null)) {
      input.wrong("recipients", "give either recipients or a filter", "");
    }
    List<Long> listed = listed(input, asked);
    QueueFilter filter = QueueInput.filter(input, asked.filter());
    input.check();
    return asked.filter() == null ? onListed(asked, work, listed) : onAll(asked, work, filter);
  }

  private Response onListed(QueueAction asked, QueueWork work, List<Long> ids) {
    if (work.isDry()) {
      Foresight told = work.requirement() == null ? null : foresight.ofRecipients(first(ids));
      return Response.ok(new ActionResult(ids.size(), 0, true, told)).build();
    }
    BulkAction action = work.action();
    return writes.ok(
        asked,
        actor -> new ActionResult(ids.size(), commands.run(actor, action, ids), false, null));
  }

  private Response onAll(QueueAction asked, QueueWork work, QueueFilter filter) {
    if (work.isDry()) {
      BulkScope scope = bulks.count(filter);
      Foresight told = work.requirement() == null ? null : foresight.ofScope(scope);
      return Response.ok(new ActionResult(scope.count(), 0, true, told)).build();
    }
    BulkAction action = work.action();
    // Whoever may not do it is refused, even where there is nothing to be done.
    BulkScope scope = bulks.scope(filter);
    return scope.count() == 0
        ? Response.ok(new ActionResult(0, 0, false, null)).build()
        : writes.run(
            asked,
            actor -> {
              long id = bulks.start(actor, scope, action);
              String body = Json.write(new BulkStarted(id, scope.count()));
              return new WriteOnce.Answer(202, "/api/v1/bulks/" + id, body);
            });
  }

  private static List<Long> listed(Input input, QueueAction asked) {
    List<Long> listed = asked.recipients();
    if (listed == null) {
      return List.of();
    }
    List<Long> ids = listed.stream().filter(Objects::nonNull).distinct().toList();
    return ids.size() > MOST_IDS
        ? input.wrong("recipients", "are more than " + MOST_IDS + "; use a filter", List.of())
        : ids;
  }

  private static List<Long> first(List<Long> ids) {
    return ids.subList(0, Math.min(ids.size(), 500));
  }
}
