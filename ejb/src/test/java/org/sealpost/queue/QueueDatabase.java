package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;

/** The product's schema in a Derby that lives in memory, each test its own. */
public final class QueueDatabase implements AutoCloseable {
  private final EntityManagerFactory factory;

  /** A new, empty database. */
  public QueueDatabase() {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:" + UUID.randomUUID());
    derby.setCreateDatabase("create");
    Flyway.configure().dataSource(derby).locations("classpath:db/derby").load().migrate();
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

  @Override
  public void close() {
    factory.close();
  }
}
