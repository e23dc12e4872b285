package org.sealpost.web.rest;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueueSort;

/** What a list of the queue is asked with; filled by the container. */
public class QueueListQuery {
  @QueryParam("domain")
  private @Nullable String domain;

  @QueryParam("requirement")
  private @Nullable String requirement;

  @QueryParam("state")
  private @Nullable String state;

  @QueryParam("unfinished")
  private @Nullable String unfinished;

  @QueryParam("text")
  private @Nullable String text;

  @QueryParam("sort")
  private @Nullable String sort;

  @QueryParam("order")
  private @Nullable String order;

  @QueryParam("limit")
  private @Nullable String limit;

  @QueryParam("cursor")
  private @Nullable String cursor;

  QueueFilter filter(Input input) {
    boolean all = "false".equals(unfinished);
    return QueueInput.filter(input, new QueueAction.Filter(domain, requirement, state, !all, text));
  }

  QueueSort sort(Input input) {
    return QueueInput.sort(input, sort, order);
  }

  int limit(Input input) {
    return input.number("limit", limit, 1, Page.MOST, Page.USUAL);
  }

  @Nullable String cursor() {
    return cursor;
  }
}
