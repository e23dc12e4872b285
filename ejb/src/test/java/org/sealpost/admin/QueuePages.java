package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.util.List;

/** The queue's list, for tests and measurements of other packages. */
public final class QueuePages {
  private QueuePages() {}

  /** What the console asks for to show a page. */
  public static List<QueueRow> page(
      EntityManager em, QueueFilter filter, QueueSort sort, int first, int most) {
    new QueueQuery(em, filter).count();
    return new QueueQuery(em, filter).rows(sort, first, most);
  }

  /** How many a filter lets through. */
  public static Matches count(EntityManager em, QueueFilter filter) {
    return new QueueQuery(em, filter).count();
  }
}
