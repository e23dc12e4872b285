package org.sealpost.lifecycle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start changes no database that it does not know. */
final class SchemaTest {
  private static EmbeddedDataSource database(String name) {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:schema-" + name);
    derby.setCreateDatabase("create");
    return derby;
  }

  @Test
  void startsAgainAndAgain() {
    EmbeddedDataSource database = database("again");
    new Schema(database).bringUpToDate();
    assertThatCode(() -> new Schema(database).bringUpToDate()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"900, V900__later.sql", "53.5, V53.5__between.sql"})
  void refusesWhatANewerReleaseHasChanged(String version, String script) throws SQLException {
    EmbeddedDataSource database = database(version);
    new Schema(database).bringUpToDate();
    try (Connection connection = database.getConnection();
        Statement change = connection.createStatement()) {
      change.execute(
          "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\","
              + " \"description\", \"type\", \"script\", \"installed_by\", \"execution_time\","
              + " \"success\") values (9000, '"
              + version
              + "', 'later', 'SQL', '"
              + script
              + "', 'app', 1, true)");
    }
    assertThatThrownBy(() -> new Schema(database).bringUpToDate())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a newer release")
        .hasMessageContaining(script);
  }
}
