package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;

/** Reads the log of notifications, newest first. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class NotificationView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  /** One page; at most 500. */
  public List<NotificationRow> list(NotificationFilter filter, int first, int most) {
    return new NotificationQuery(em, filter).rows(first, Math.min(most, MOST));
  }

  /**
   * Those before a place; at most 500.
   *
   * @param before null for the newest
   */
  public List<NotificationRow> before(
      NotificationFilter filter, @Nullable Before before, int most) {
    return new NotificationQuery(em, filter).before(before).rows(0, Math.min(most, MOST));
  }

  /** How many there are. */
  public long count(NotificationFilter filter) {
    return new NotificationQuery(em, filter).count();
  }
}
