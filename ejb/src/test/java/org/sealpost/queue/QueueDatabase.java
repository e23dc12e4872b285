package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;

/**
 * The product's schema in a Derby that lives in memory. Making one takes about a second, so that a
 * test class has one for all its tests and empties it after each.
 */
public final class QueueDatabase implements AutoCloseable {
  /** What Derby throws when a database has been dropped as asked. */
  private static final String DROPPED = "08006";

  private final String name = "memory:" + UUID.randomUUID();
  private final EntityManagerFactory factory;

  /** A new, empty database. */
  public QueueDatabase() {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(name);
    derby.setCreateDatabase("create");
    Flyway.configure()
        .dataSource(derby)
        .locations("classpath:db/common", "classpath:db/derby")
        .outOfOrder(true)
        .load()
        .migrate();
    factory =
        Persistence.createEntityManagerFactory(
            "sealpost",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                derby));
  }

  /** Runs in a transaction that commits unless it throws. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      T result = work.apply(em);
      em.getTransaction().commit();
      return result;
    } finally {
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
    }
  }

  /** Runs in a transaction that commits unless it throws. */
  public void transact(Consumer<EntityManager> work) {
    inTransaction(
        em -> {
          work.accept(em);
          return true;
        });
  }

  /** Removes all rows, whatever left them; the sequences go on. */
  public void empty() {
    transact(
        em -> {
          List<?> tables =
              em.createNativeQuery(
                      "select tablename from sys.systables where tabletype = 'T'"
                          + " and tablename not like 'flyway%'")
                  .getResultList();
          // The audit log lets nobody remove its lines as long as this is there.
          em.createNativeQuery("drop trigger audit_entry_kept").executeUpdate();
          tables.forEach(
              table -> em.createNativeQuery("delete from \"" + table + "\"").executeUpdate());
          em.createNativeQuery(
                  "create trigger audit_entry_kept after delete on audit_entry"
                      + " for each row insert into audit_guard values (1)")
              .executeUpdate();
        });
  }

  @Override
  public void close() {
    factory.close();
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(name);
    derby.setConnectionAttributes("drop=true");
    try (Connection unexpected = derby.getConnection()) {
      throw new AssertionError("still there: " + unexpected);
    } catch (SQLException dropped) {
      if (!DROPPED.equals(dropped.getSQLState())) {
        throw new AssertionError(dropped);
      }
    }
  }
}
