package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sealpost.testkit.PostgresCluster;

/**
 * The product's schema in a database of its own: a Derby that lives in memory, or one in a {@link
 * PostgresCluster}. Making one takes about a second, so that a test class has one for all its tests
 * and empties it after each.
 */
public final class QueueDatabase implements AutoCloseable {
  /** Which one a test gets that does not mind: {@code derby} unless it says {@code postgresql}. */
  private static final String WANTED = System.getProperty("queue.database", "derby");

  /** What Derby throws when a database has been dropped or shut down as asked. */
  private static final String DROPPED = "08006";

  private final Kind kind;
  private final String name;
  private final DataSource source;
  private EntityManagerFactory factory;

  /** The databases that the product runs on. */
  public enum Kind {
    DERBY("db/derby", "select tablename from sys.systables where tabletype = 'T'"),
    POSTGRESQL("db/postgresql", "select tablename from pg_tables where schemaname = 'public'");

    private final String migrations;
    private final String tables;

    Kind(String migrations, String tables) {
      this.migrations = migrations;
      this.tables = tables;
    }

    private DataSource source(String name) {
      if (this == DERBY) {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName(name);
        derby.setCreateDatabase("create");
        return derby;
      }
      PGSimpleDataSource postgres = new PGSimpleDataSource();
      postgres.setUrl(PostgresCluster.running().url(name));
      return postgres;
    }
  }

  /** A new, empty database of the kind that the property {@code queue.database} names. */
  public QueueDatabase() {
    this(Kind.valueOf(WANTED.toUpperCase(Locale.ROOT)));
  }

  /** A new, empty database. */
  public QueueDatabase(Kind kind) {
    this(
        kind,
        kind == Kind.DERBY ? "memory:" + UUID.randomUUID() : PostgresCluster.running().create());
  }

  /** A new, empty Derby on disk, in a directory that is not there yet and stays. */
  public static QueueDatabase onDisk(Path directory) {
    return new QueueDatabase(Kind.DERBY, directory.toString());
  }

  private QueueDatabase(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
    this.source = kind.source(name);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/common", "classpath:" + kind.migrations)
        .outOfOrder(true)
        .load()
        .migrate();
    this.factory = open();
  }

  private EntityManagerFactory open() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    if (kind == Kind.DERBY) {
      properties.put("jakarta.persistence.nonJtaDataSource", source);
    } else {
      // With connections that are kept: making one takes PostgreSQL longer than a transaction.
      properties.put("jakarta.persistence.jdbc.driver", "org.postgresql.Driver");
      properties.put("jakarta.persistence.jdbc.url", PostgresCluster.running().url(name));
    }
    return Persistence.createEntityManagerFactory("sealpost", properties);
  }

  /** A connection of its own, for what JPA is too slow for. */
  public Connection connection() throws SQLException {
    return source.getConnection();
  }

  /** What the product does when it stops and starts again, with the same content. */
  void reopen() {
    factory.close();
    factory = open();
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
              em.createNativeQuery(kind.tables + " and tablename not like 'flyway%'")
                  .getResultList();
          empty(em, tables.stream().map(table -> "\"" + table + "\"").toList());
        });
  }

  /** Removes the rows of some tables, those that others refer to last. */
  public void empty(String... tables) {
    transact(em -> empty(em, List.of(tables)));
  }

  private void empty(EntityManager em, List<String> tables) {
    // The audit log lets nobody remove its lines as long as its trigger is there.
    if (kind == Kind.DERBY) {
      em.createNativeQuery("drop trigger audit_entry_kept").executeUpdate();
      tables.forEach(table -> em.createNativeQuery("delete from " + table).executeUpdate());
      em.createNativeQuery(
              "create trigger audit_entry_kept after delete on audit_entry"
                  + " for each row insert into audit_guard values (1)")
          .executeUpdate();
    } else {
      em.createNativeQuery("drop trigger audit_entry_kept on audit_entry").executeUpdate();
      em.createNativeQuery("truncate " + String.join(", ", tables)).executeUpdate();
      em.createNativeQuery(
              "create trigger audit_entry_kept before truncate on audit_entry"
                  + " for each statement execute function audit_log_is_append_only()")
          .executeUpdate();
    }
  }

  @Override
  public void close() {
    factory.close();
    if (kind == Kind.POSTGRESQL) {
      PostgresCluster.running().drop(name);
      return;
    }
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(name);
    if (name.startsWith("memory:")) {
      derby.setConnectionAttributes("drop=true");
    } else {
      derby.setShutdownDatabase("shutdown");
    }
    try (Connection unexpected = derby.getConnection()) {
      throw new AssertionError("still there: " + unexpected);
    } catch (SQLException dropped) {
      if (!DROPPED.equals(dropped.getSQLState())) {
        throw new AssertionError(dropped);
      }
    }
  }
}
