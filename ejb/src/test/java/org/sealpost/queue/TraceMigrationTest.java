package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Attempts of an earlier version are kept as they were. */
final class TraceMigrationTest {
  private final EmbeddedDataSource derby = new EmbeddedDataSource();

  TraceMigrationTest() {
    derby.setDatabaseName("memory:" + UUID.randomUUID());
    derby.setCreateDatabase("create");
  }

  @Test
  void rowsOfTheVersionBeforeKeepTheirLinesAndHaveNoTrace() throws SQLException {
    migrateTo("6");
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into attempt (id, message_id, recipient_id, forward_path, ended_at, outcome,"
              + " reply, hosts) values (1, 2, 3, 'a@one.example', 4, 'relayed', '', 'mx: took it')");
    }
    migrateTo("7");
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select hosts, trace from attempt")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("hosts")).isEqualTo("mx: took it");
      assertThat(rows.getString("trace")).isNull();
      assertThat(rows.next()).isFalse();
    }
  }

  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource(derby)
        .locations("classpath:db/common", "classpath:db/derby")
        .target(version)
        .load()
        .migrate();
  }
}
