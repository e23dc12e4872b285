package org.sealpost.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Before;
import org.sealpost.admin.NotificationFilter;
import org.sealpost.admin.NotificationRow;
import org.sealpost.admin.NotificationView;
import org.sealpost.queue.NotificationKind;

/** The log of notifications. */
@Path("/notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class NotificationsResource {
  @EJB private NotificationView view;

  @GET
  @Operation(
      operationId = "listNotifications",
      summary = "Delivery status notifications that were sent, newest first.",
      description =
          "queueId: of the message they tell of, or are. text: part of addressee, reverse-path or"
              + " recipients.")
  public Page<NotificationRow> list(
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("text") @Nullable String text,
      @QueryParam("queueId") @Nullable String queueId,
      @BeanParam PageQuery page) {
    Input input = new Input();
    NotificationKind of = input.oneOf("kind", kind, NotificationKind.class);
    String part = input.optional("text", text, 200);
    input.check();
    Long message = queueId == null || queueId.isBlank() ? null : Input.messageId(queueId.strip());
    NotificationFilter filter = new NotificationFilter(of, part, message);
    return page.newestFirst(
        input,
        (before, most) -> view.before(filter, before, most),
        row -> new Before(row.sentAt(), row.id()));
  }
}
