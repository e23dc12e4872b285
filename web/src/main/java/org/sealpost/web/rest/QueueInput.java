package org.sealpost.web.rest;

import org.jspecify.annotations.Nullable;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueueSort;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/** Reads filters and orders of the queue. */
final class QueueInput {
  private QueueInput() {}

  static QueueFilter filter(Input input, QueueAction.@Nullable Filter asked) {
    if (asked == null) {
      return new QueueFilter(null, null, null, true, null);
    }
    String domain = asked.domain();
    boolean given = domain != null && !domain.isBlank();
    return new QueueFilter(
        given && domain != null ? Input.domain("domain", domain).name() : null,
        input.oneOf("requirement", asked.requirement(), TlsRequirement.class),
        input.oneOf("state", asked.state(), RecipientState.class),
        !Boolean.FALSE.equals(asked.unfinished()),
        input.optional("text", asked.text(), 200));
  }

  static QueueSort sort(Input input, @Nullable String sort, @Nullable String order) {
    QueueSort.Column column = input.oneOf("sort", sort, QueueSort.Column.class);
    if (order != null && !order.equals("asc") && !order.equals("desc")) {
      input.wrong("order", "is asc or desc", order);
    }
    return new QueueSort(column == null ? QueueSort.Column.RECEIVED : column, "asc".equals(order));
  }
}
