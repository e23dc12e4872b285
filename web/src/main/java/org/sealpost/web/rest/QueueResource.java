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
import org.sealpost.admin.Foresight;
import org.sealpost.admin.QueueCommands;
import org.sealpost.admin.QueueCursor;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueuePage;
import org.sealpost.admin.QueueRow;
import org.sealpost.admin.QueueSort;
import org.sealpost.admin.QueueView;
import org.sealpost.admin.RequirementForesight;
import org.sealpost.smtp.TlsRequirement;

/** The queue, recipient by recipient. */
@Path("/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "queue")
public class QueueResource {
  private static final int MOST_IDS = 1_000;

  @EJB private QueueView view;
  @EJB private QueueCommands commands;
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
          "By a list of recipients or by a filter. All or nothing, in one transaction; recipients"
              + " that are finished or being delivered are left as they are.")
  @Answers(ActionResult.class)
  public Response act(QueueAction action) {
    QueueAction asked = Input.body(action);
    Input input = new Input();
    QueueWork work = QueueWork.of(asked, input);
    List<Long> ids = ids(input, asked);
    input.check();
    if (Boolean.TRUE.equals(asked.dryRun())) {
      TlsRequirement requirement = QueueWork.requirement(asked, input);
      Foresight told = requirement == null ? null : foresight.ofRecipients(first(ids));
      return Response.ok(new ActionResult(ids.size(), 0, true, told)).build();
    }
    return writes.ok(
        asked, actor -> new ActionResult(ids.size(), work.run(commands, actor, ids), false, null));
  }

  private List<Long> ids(Input input, QueueAction asked) {
    if ((asked.recipients() == null) == (asked.filter() == null)) {
      input.wrong("recipients", "give either recipients or a filter", "");
      return List.of();
    }
    List<Long> listed = asked.recipients();
    List<Long> ids =
        listed == null
            ? view.ids(QueueInput.filter(input, asked.filter()), MOST_IDS + 1)
            : listed.stream().filter(Objects::nonNull).distinct().toList();
    if (ids.size() > MOST_IDS) {
      input.wrong(
          listed == null ? "filter" : "recipients",
          "is about more than " + MOST_IDS + " recipients; narrow it, or do it in parts",
          "");
    }
    return ids;
  }

  private static List<Long> first(List<Long> ids) {
    return ids.subList(0, Math.min(ids.size(), 500));
  }
}
