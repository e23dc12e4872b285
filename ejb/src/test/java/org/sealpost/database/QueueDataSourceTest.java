package org.sealpost.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sealpost.config.DatabaseSettings;
import org.sealpost.testkit.PostgresCluster;

final class QueueDataSourceTest {
  @TempDir private Path data;

  private QueueDataSource withFile(String settings) throws Exception {
    Files.writeString(data.resolve("sealpost.properties"), settings);
    QueueDataSource source = new QueueDataSource();
    source.setDatabaseName(data.toString());
    return source;
  }

  @Test
  void withoutUrlItIsTheEmbeddedDatabaseInTheDataDirectory() throws Exception {
    QueueDataSource source = withFile("");
    try (Connection connection = source.getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("Apache Derby");
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(data.resolve("database/service.properties")).exists();
    assertThat(source.isWrapperFor(EmbeddedDataSource.class)).isTrue();
    EmbeddedDataSource derby = source.unwrap(EmbeddedDataSource.class);
    derby.setShutdownDatabase("shutdown");
    assertThatThrownBy(derby::getConnection).isInstanceOf(SQLException.class);
  }

  @Test
  void withUrlItIsThatPostgresql() throws Exception {
    PostgresCluster cluster = PostgresCluster.running();
    String name = cluster.create();
    try {
      QueueDataSource source =
          withFile("database.url=" + cluster.address(name) + "\ndatabase.user=postgres\n");
      try (Connection connection = source.getConnection()) {
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
        assertThat(connection.getCatalog()).isEqualTo(name);
      }
      assertThat(data.resolve("database")).doesNotExist();
    } finally {
      cluster.drop(name);
    }
  }

  @Test
  void passwordComesFromItsFile() throws Exception {
    Path file = Files.writeString(data.resolve("password"), "s3cret\n");
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:postgresql://db.example/mail", "mta", file);
    PGSimpleDataSource postgres = (PGSimpleDataSource) QueueDataSource.of(settings, data);
    assertThat(postgres.getPassword()).isEqualTo("s3cret");
    assertThat(postgres.getUser()).isEqualTo("mta");
    Files.writeString(file, "");
    assertThatThrownBy(() -> QueueDataSource.of(settings, data)).isInstanceOf(SQLException.class);
  }

  @Test
  void wrongSettingsAreTold() throws Exception {
    QueueDataSource source = withFile("database.url = jdbc:mysql://db/x\n");
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("database.url");
  }
}
