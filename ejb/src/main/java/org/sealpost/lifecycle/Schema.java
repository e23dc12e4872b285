package org.sealpost.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.sealpost.config.Settings;

/** The database's schema, versioned, and the end of the embedded database. */
final class Schema {
  /** What Derby throws when a database has been shut down as asked. */
  private static final String SHUT_DOWN = "08006";

  private static final Logger LOG = System.getLogger("org.sealpost.lifecycle");

  private final DataSource database;

  Schema(DataSource database) {
    this.database = database;
  }

  /**
   * Applies the versions that are missing.
   *
   * @throws IllegalStateException where a newer release has changed the database; nothing is
   *     changed then
   */
  void bringUpToDate() {
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database)
            .locations("classpath:db/common", "classpath:db/" + dialect())
            // Numbers are given out by area, so that a later version may bring a lower one.
            .outOfOrder(true)
            .load();
    refuseNewer(flyway.info());
    flyway.migrate();
  }

  /** Left to itself, Flyway would only warn of versions that are higher than all it knows. */
  private static void refuseNewer(MigrationInfoService info) {
    String unknown =
        Arrays.stream(info.applied())
            .filter(each -> each.isVersioned() && !each.getState().isResolved())
            .map(MigrationInfo::getScript)
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      String why =
          "a newer release has changed the database (" + unknown + "); start that or a later one";
      LOG.log(Level.ERROR, "MTA-4105 " + why);
      throw new IllegalStateException(why);
    }
  }

  /** The directory of what the databases do not agree on. */
  private String dialect() {
    try (Connection connection = database.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return "PostgreSQL".equals(product) ? "postgresql" : "derby";
    } catch (SQLException away) {
      throw new IllegalStateException("no connection to the database", away);
    }
  }

  /**
   * Shuts the embedded database down, where that is the one in use, so that its files can be opened
   * by another class loader: by the next deployment in the same server.
   */
  static void shutDown(Settings settings) {
    if (settings.database().url() != null) {
      return;
    }
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(settings.data().resolve("database").toString());
    derby.setShutdownDatabase("shutdown");
    try (Connection unexpected = derby.getConnection()) {
      LOG.log(Level.WARNING, "MTA-4102 the database is still up: {0}", unexpected);
    } catch (SQLException ended) {
      if (!SHUT_DOWN.equals(ended.getSQLState())) {
        LOG.log(Level.WARNING, "MTA-4103 the database did not shut down cleanly", ended);
      }
    }
  }
}
