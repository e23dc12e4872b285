package org.sealpost.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The embedded database while it is in use: it copies itself, with every transaction that has
 * committed when the copy is complete and no part of any other.
 */
public final class RunningDatabase implements DatabaseCopy {
  /** Why another database is not copied. */
  public static final String ELSEWHERE =
      "The queue is not in the embedded database: back up that database by its own means, and the"
          + " data directory's files beside it.";

  private static final String EMBEDDED = "Apache Derby";

  private final DataSource database;

  /**
   * The database behind this.
   *
   * @param database gives connections outside of any transaction
   */
  public RunningDatabase(DataSource database) {
    this.database = database;
  }

  @Override
  public DatabaseSchema copyInto(Path directory) throws IOException, BackupRefusedException {
    try (Connection connection = database.getConnection()) {
      if (!EMBEDDED.equals(connection.getMetaData().getDatabaseProductName())) {
        throw new BackupRefusedException(ELSEWHERE);
      }
      try (CallableStatement copy =
          connection.prepareCall("call syscs_util.syscs_backup_database(?)")) {
        copy.setString(1, directory.toString());
        copy.execute();
      }
      return schema(connection);
    } catch (SQLException failure) {
      throw new IOException("the database could not be copied", failure);
    }
  }

  private static DatabaseSchema schema(Connection connection) throws SQLException {
    String version = DatabaseSchema.UNKNOWN.version();
    List<String> changes = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select \"version\", \"script\" from \"flyway_schema_history\""
                    + " where \"success\" = true and \"version\" is not null"
                    + " order by \"installed_rank\"")) {
      while (rows.next()) {
        version = String.valueOf(rows.getString(1));
        changes.add(String.valueOf(rows.getString(2)));
      }
    }
    return new DatabaseSchema(version, changes);
  }
}
