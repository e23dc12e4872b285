package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** Lists of the directory with more rows than any page has are read to their end, each row once. */
final class DirectoryQueryTest {
  private static final int ROWS = 520;
  private static final int PAGE = 201;
  private static final Domain ONE = Domain.of("d0100.example");

  private static QueueDatabase database;

  @BeforeAll
  static void fill() throws SQLException {
    database = new QueueDatabase();
    try (Connection connection = database.connection()) {
      // Not in the order of their names.
      for (int i = ROWS - 1; i >= 0; i--) {
        insert(
            connection,
            "hosted_domain",
            "name, tag_separator, case_sensitive, enabled",
            "'" + domain(i) + "', '+', false, true");
        insertBoth(connection, account(i), alias(i));
      }
      // A neighbour's, which has to stay out.
      insertBoth(connection, "a0300@d0101.example", "b0300@d0101.example");
    }
  }

  private static void insertBoth(Connection connection, String account, String alias)
      throws SQLException {
    insert(
        connection,
        "mail_account",
        "name, scram_iterations, enabled",
        "'" + account + "', 0, true");
    insert(connection, "mail_alias", "address", "'" + alias + "'");
  }

  private static void insert(Connection connection, String table, String columns, String values)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into " + table + " (" + columns + ") values (" + values + ")");
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void everyDomainIsOnOnePage() {
    List<String> names =
        walk((query, after) -> query.domains(after, 0, PAGE), row -> row.domain().name().name());
    assertThat(names).isEqualTo(numbered(DirectoryQueryTest::domain));
  }

  @Test
  void everyAccountOfADomainIsOnOnePage() {
    List<String> names =
        walk((query, after) -> query.accounts(ONE, after, 0, PAGE), AccountRow::name);
    assertThat(names).isEqualTo(numbered(DirectoryQueryTest::account));
  }

  @Test
  void everyAliasOfADomainIsOnOnePage() {
    List<String> addresses =
        walk((query, after) -> query.aliases(ONE, after, 0, PAGE), AliasRow::address);
    assertThat(addresses).isEqualTo(numbered(DirectoryQueryTest::alias));
  }

  private static <T> List<String> walk(
      BiFunction<DirectoryQuery, String, List<T>> page, Function<T, String> name) {
    List<String> names = new ArrayList<>();
    List<T> rows;
    do {
      String after = names.isEmpty() ? "" : names.get(names.size() - 1);
      rows = database.inTransaction(em -> page.apply(new DirectoryQuery(em, Set.of()), after));
      rows.forEach(row -> names.add(name.apply(row)));
    } while (rows.size() == PAGE);
    return names;
  }

  private static List<String> numbered(IntFunction<String> name) {
    return IntStream.range(0, ROWS).mapToObj(name).toList();
  }

  private static String domain(int i) {
    return "d%04d.example".formatted(i);
  }

  private static String account(int i) {
    return "a%04d@d0100.example".formatted(i);
  }

  private static String alias(int i) {
    return "b%04d@d0100.example".formatted(i);
  }
}
