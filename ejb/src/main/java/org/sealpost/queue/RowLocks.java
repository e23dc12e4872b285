package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How claims of several nodes keep out of each other's way, in the transaction of the caller. On
 * PostgreSQL a claim locks what it has found and passes over what somebody else has locked. Derby
 * belongs to one node, whose claims come one after the other; there it is enough that a lease asks
 * for the state again.
 */
final class RowLocks {
  private final EntityManager em;
  private @Nullable Boolean postgres;

  RowLocks(EntityManager em) {
    this.em = em;
  }

  /** Whether rows can be locked, and locked ones passed over. */
  boolean areOffered() {
    Boolean known = postgres;
    if (known == null) {
      known = isPostgres(em.unwrap(Connection.class));
      postgres = known;
    }
    return known;
  }

  private static boolean isPostgres(Connection connection) {
    try {
      return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Recipients that nobody else has locked, locked from now on: key, message, domain.
   *
   * @param condition with an order; values stand as {@code ?1} and so on
   */
  List<?> lock(String condition, int most, Object... values) {
    Query query =
        em.createNativeQuery(
            "select id, message_id, domain from recipient where "
                + condition
                + " limit ?"
                + (values.length + 1)
                + " for update skip locked");
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.setParameter(values.length + 1, most).getResultList();
  }
}
