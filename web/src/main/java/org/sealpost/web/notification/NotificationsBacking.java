package org.sealpost.web.notification;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.NotificationFilter;
import org.sealpost.admin.NotificationRow;
import org.sealpost.admin.NotificationView;
import org.sealpost.queue.NotificationKind;
import org.sealpost.web.page.PageModel;

/** The page of notifications, and the list of them on the page of a message. */
@Named
@RequestScoped
public class NotificationsBacking {
  private static final int MOST_OF_ONE_MESSAGE = 100;
  private static final int LONGEST_TEXT = 200;

  @EJB private NotificationView notifications;

  private @Nullable String kind;
  private @Nullable String text;
  private @Nullable PageModel<NotificationRow> rows;

  /** The log, newest first, read page by page. */
  public PageModel<NotificationRow> getRows() {
    PageModel<NotificationRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              () -> notifications.count(filter()),
              (first, most, sort) -> notifications.list(filter(), first, most),
              NotificationRow::id);
      rows = model;
    }
    return model;
  }

  /** What was told of a message, or what a notification tells, newest first. */
  public List<NotificationRow> about(long messageId) {
    return notifications.list(NotificationFilter.of(messageId), 0, MOST_OF_ONE_MESSAGE);
  }

  private NotificationFilter filter() {
    return new NotificationFilter(chosen(), said(), null);
  }

  /** An unknown word counts as not said: an old bookmark still opens the page. */
  private @Nullable NotificationKind chosen() {
    String wanted = kind == null ? "" : kind.strip().toUpperCase(Locale.ROOT);
    for (NotificationKind each : NotificationKind.values()) {
      if (each.name().equals(wanted)) {
        return each;
      }
    }
    return null;
  }

  private @Nullable String said() {
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    return stripped.length() <= LONGEST_TEXT ? stripped : stripped.substring(0, LONGEST_TEXT);
  }

  /** Whether the list shows less than everything. */
  public boolean isFiltered() {
    return chosen() != null || said() != null;
  }

  public NotificationKind[] getKinds() {
    return NotificationKind.values();
  }

  public @Nullable String getKind() {
    return kind;
  }

  public void setKind(@Nullable String kind) {
    this.kind = kind;
  }

  public @Nullable String getText() {
    return text;
  }

  public void setText(@Nullable String text) {
    this.text = text;
  }
}
