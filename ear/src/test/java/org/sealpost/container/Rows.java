package org.sealpost.container;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** The product's database as it is, below its beans. */
final class Rows {
  /** So far away that the dispatcher leaves what is due then alone. */
  static final Instant FAR_AWAY = Instant.parse("2999-01-01T00:00:00Z");

  private final DataSource database;

  Rows(DataSource database) {
    this.database = database;
  }

  /** Inserts a message of one piece. */
  void insertMessage(long id, byte[] content) throws SQLException {
    long now = Instant.now().toEpochMilli();
    run(
        "insert into message (id, received_at, expires_at, reverse_path, taken_as, requirement,"
            + " malformed_tls_required, body_type, smtp_utf8, octets, subject, from_field,"
            + " listener) values (?, ?, ?, 'sender@sender.example', 'DEFAULT', 'DEFAULT', false,"
            + " 'SEVEN_BIT', false, ?, 'inserted', '', 'relay')",
        id,
        now,
        FAR_AWAY.toEpochMilli(),
        content.length);
    run("insert into message_chunk (message_id, piece, octets) values (?, 0, ?)", id, content);
  }

  /** Inserts a recipient that waits until {@link #FAR_AWAY}. */
  void insertWaiting(long id, long messageId, String forwardPath) throws SQLException {
    insert(id, messageId, forwardPath, "QUEUED");
    run("update recipient set due_at = next_attempt where id = ?", id);
  }

  /** Inserts a recipient that another node has leased until {@link #FAR_AWAY}. */
  void insertLeased(long id, long messageId, String forwardPath) throws SQLException {
    insert(id, messageId, forwardPath, "DELIVERING");
    run(
        "update recipient set leased_by = 'elsewhere', lease_until = ? where id = ?",
        FAR_AWAY.toEpochMilli(),
        id);
  }

  private void insert(long id, long messageId, String forwardPath, String state)
      throws SQLException {
    run(
        "insert into recipient (id, message_id, forward_path, domain, state, attempts,"
            + " next_attempt) values (?, ?, ?, 'far.example', ?, 0, ?)",
        id,
        messageId,
        forwardPath,
        state,
        FAR_AWAY.toEpochMilli());
  }

  /** The state of a recipient. */
  String state(long recipientId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select state from recipient where id = ?")) {
      query.setLong(1, recipientId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : "not there";
      }
    }
  }

  /** How many rows there are, for example {@code "message where subject = ?"}. */
  int count(String tableAndCondition, Object... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select count(*) from " + tableAndCondition)) {
      set(query, values);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /**
   * From now on the table takes no row of which this is not true; {@link Refusal#close} ends it.
   */
  Refusal refuseUnless(String table, String condition) throws SQLException {
    run("alter table " + table + " add constraint made_by_the_test check (" + condition + ")");
    return () -> run("alter table " + table + " drop constraint made_by_the_test");
  }

  /** A table that refuses some rows. */
  interface Refusal extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private void run(String sql, Object... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
