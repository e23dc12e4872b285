package org.sealpost.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A back-up is all of it, as it was at one moment, or none. */
final class BackupTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path temporary;

  private Path data;
  private Path copy;
  private EmbeddedDataSource database;

  @BeforeEach
  void make() throws IOException {
    data = temporary.resolve("data");
    copy = temporary.resolve("copy");
    Files.createDirectories(data.resolve("tls"));
    Files.createDirectories(data.resolve("log"));
    Files.createDirectories(data.resolve("server/domain"));
    Files.createDirectories(data.resolve("spool"));
    Files.writeString(data.resolve("sealpost.properties"), "hostname = mx.example\n");
    Files.writeString(data.resolve("tls/server.key"), "a key");
    Files.setPosixFilePermissions(
        data.resolve("tls/server.key"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(data.resolve("log/sealpost.log"), "much");
    Files.writeString(data.resolve("server/domain/domain.xml"), "much");
    Files.writeString(data.resolve("lock"), "");
    database = database(data);
    database.setCreateDatabase("create");
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/common", "classpath:db/derby")
        .outOfOrder(true)
        .load()
        .migrate();
  }

  @AfterEach
  void close() {
    shutDown(data);
  }

  private static EmbeddedDataSource database(Path data) {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(data.resolve("database").toString());
    return derby;
  }

  private static void shutDown(Path data) {
    EmbeddedDataSource derby = database(data);
    derby.setShutdownDatabase("shutdown");
    try (Connection unexpected = derby.getConnection()) {
      throw new AssertionError("still up: " + unexpected);
    } catch (SQLException ended) {
      assertThat(ended.getSQLState()).isEqualTo("08006");
    }
  }

  private Backup backup() {
    return new Backup(data, new RunningDatabase(database), "1.2.3", () -> NOW);
  }

  private static void insert(Connection connection, String actor) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("insert into probe (name) values (?)")) {
      row.setString(1, actor);
      row.executeUpdate();
    }
  }

  private static Set<String> names(EmbeddedDataSource from) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = from.getConnection();
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select name from probe")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void whatWasCommittedBeforeItIsInItWhileOthersGoOnWriting() throws Exception {
    try (Connection connection = database.getConnection();
        Statement ddl = connection.createStatement()) {
      ddl.execute("create table probe (name varchar(64) not null primary key)");
    }
    Set<String> committed = ConcurrentHashMap.newKeySet();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(3);
    Future<?>[] ends = new Future<?>[3];
    for (int i = 0; i < ends.length; i++) {
      String prefix = "w" + i + "-";
      ends[i] =
          writers.submit(
              () -> {
                try (Connection connection = database.getConnection()) {
                  for (int n = 0; !stop.get(); n++) {
                    insert(connection, prefix + n);
                    committed.add(prefix + n);
                  }
                }
                return null;
              });
    }
    while (committed.size() < 300) {
      Thread.onSpinWait();
    }
    Set<String> before = Set.copyOf(committed);
    Manifest made = backup().into(copy);
    Set<String> after = Set.copyOf(committed);
    stop.set(true);
    for (Future<?> end : ends) {
      end.get();
    }
    writers.shutdown();
    assertThat(made.version()).isEqualTo("1.2.3");
    assertThat(Integer.parseInt(made.schema().version())).isGreaterThanOrEqualTo(40);
    assertThat(made.schema().changes()).contains("V1__queue.sql", "V61__route.sql");

    Path restored = temporary.resolve("restored");
    assertThat(new Restore(restored).from(copy)).isEqualTo(made);
    Set<String> found = names(database(restored));
    shutDown(restored);
    assertThat(found).containsAll(before);
    assertThat(after.size()).isGreaterThan(before.size());
  }

  @Test
  void holdsWhatIsWorthKeepingForItsOwnerAlone() throws Exception {
    backup().into(copy);
    assertThat(FileTree.files(copy).stream().map(file -> file.getName(0).toString()).distinct())
        .containsExactlyInAnyOrder(
            "SHA256SUMS", "manifest.properties", "database", "sealpost.properties", "tls");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rwx------");
    Path restored = temporary.resolve("deeper/restored");
    new Restore(restored).from(copy);
    assertThat(Files.readString(restored.resolve("tls/server.key"))).isEqualTo("a key");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(restored.resolve("tls/server.key"))))
        .isEqualTo("rw-------");
    assertThat(restored.resolve("SHA256SUMS")).doesNotExist();
    assertThat(restored.resolve("manifest.properties")).doesNotExist();
  }

  @Test
  void isReadByTheToolThatEverybodyHas() throws Exception {
    backup().into(copy);
    Process check =
        new ProcessBuilder("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
            .directory(copy.toFile())
            .inheritIO()
            .start();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void needsANewDirectoryOutsideOfTheDataDirectory() throws Exception {
    Files.createDirectories(copy);
    Files.writeString(copy.resolve("something"), "x");
    assertThatThrownBy(() -> backup().into(copy))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("is not empty");
    assertThatThrownBy(() -> backup().into(data.resolve("backups/1")))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("outside");
    assertThatThrownBy(() -> backup().into(Path.of("relative")))
        .isInstanceOf(BackupRefusedException.class);
  }

  @Test
  void isRestoredIntoNothingButAnEmptyPlace() throws Exception {
    backup().into(copy);
    assertThatThrownBy(() -> new Restore(data).from(copy))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining("is not empty");
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    assertThat(new Restore(empty).from(copy).made()).isEqualTo(NOW);
    assertThat(empty.resolve("database")).isDirectory();
  }

  @Test
  void isNotRestoredWhereAnythingOfItIsNotAsItWas() throws Exception {
    backup().into(copy);
    Path restored = temporary.resolve("restored");
    Files.writeString(copy.resolve("tls/server.key"), "another");
    refuses(restored, "tls/server.key was changed");
    Files.writeString(copy.resolve("tls/server.key"), "a key");
    Files.writeString(copy.resolve("added"), "x");
    refuses(restored, "added was changed or added");
    Files.delete(copy.resolve("added"));
    Files.delete(copy.resolve("sealpost.properties"));
    refuses(restored, "sealpost.properties is missing");
    Files.delete(copy.resolve("SHA256SUMS"));
    refuses(restored, "was not finished");
    Files.writeString(copy.resolve("manifest.properties"), "format=2\n");
    refuses(restored, "format that this release does not know");
    Files.delete(copy.resolve("manifest.properties"));
    refuses(restored, "is no back-up");
    assertThat(restored).doesNotExist();
  }

  @Test
  void isNotRestoredByAProgramThatDoesNotKnowAllOfItsDatabase() throws Exception {
    try (Connection connection = database.getConnection();
        Statement change = connection.createStatement()) {
      change.execute(
          "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\","
              + " \"description\", \"type\", \"script\", \"installed_by\", \"execution_time\","
              + " \"success\") values (9000, '900', 'later', 'SQL', 'V900__later.sql', 'app', 1,"
              + " true)");
    }
    backup().into(copy);
    Path restored = temporary.resolve("restored");
    refuses(restored, "of release 1.2.3, and its database newer");
    refuses(restored, "V900__later.sql");
    assertThat(restored).doesNotExist();
  }

  @Test
  void aBackUpThatDoesNotSayIsLeftToTheStart() throws Exception {
    Manifest manifest = new Manifest("1.0", DatabaseSchema.UNKNOWN, NOW);
    Files.createDirectories(copy);
    manifest.write(copy);
    assertThat(Manifest.read(copy)).isEqualTo(manifest);
    assertThat(manifest.schema().unknownHere()).isEmpty();
    assertThat(new DatabaseSchema("1", List.of("../V1__queue.sql")).unknownHere()).hasSize(1);
  }

  private void refuses(Path restored, String why) {
    assertThatThrownBy(() -> new Restore(restored).from(copy))
        .isInstanceOf(BackupRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aServerThatDoesNotRunIsCopiedFromItsFiles() throws Exception {
    shutDown(data);
    try {
      new Backup(data, new RestingDatabase(data), "1.2.3", () -> NOW).into(copy);
      Path restored = temporary.resolve("restored");
      new Restore(restored).from(copy);
      try (Connection connection = database(restored).getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
      }
      shutDown(restored);
    } finally {
      try (Connection again = database(data).getConnection()) {
        assertThat(again.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void theDoorHandsAWishInAndTheAnswerOut() throws Exception {
    Door door = new Door(data);
    assertThat(door.take()).isEmpty();
    ExecutorService server = Executors.newSingleThreadExecutor();
    Future<Path> seen =
        server.submit(
            () -> {
              Optional<Door.Wish> wish = door.take();
              while (wish.isEmpty()) {
                Thread.onSpinWait();
                wish = door.take();
              }
              door.answer(wish.get(), new Door.Answer(true, "It is done."));
              return wish.get().directory();
            });
    assertThat(door.ask(copy, Duration.ofMinutes(1), () -> true))
        .contains(new Door.Answer(true, "It is done."));
    assertThat(seen.get()).isEqualTo(copy);
    server.shutdown();
    assertThat(door.ask(copy, Duration.ZERO, () -> true)).isEmpty();
    assertThat(door.ask(copy, Duration.ofMinutes(1), () -> false)).isEmpty();
    assertThat(door.take()).isEmpty();
  }
}
