package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sealpost.admin.QueueBulks;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueuePages;
import org.sealpost.admin.QueueSort;
import org.sealpost.smtp.TlsRequirement;

/**
 * What the queue's own work costs with a number of recipients in it: medians of repeated
 * transactions, each line {@code name milliseconds}.
 */
public final class QueueScale {
  private static final Instant NOW = Samples.NOW;
  private static final int DOMAINS = 10_000;
  private static final int BATCH = 200;
  private static final Lease LEASE = new Lease("node", NOW.plus(Duration.ofMinutes(5)));
  private static final QueueFilter WAITING = new QueueFilter(null, null, null, true, null);

  private final QueueDatabase database;
  private final int recipients;
  private boolean printing;

  private QueueScale(QueueDatabase database, int recipients) {
    this.database = database;
    this.recipients = recipients;
  }

  /** Arguments: {@code derby} with a new directory, or {@code postgresql} with {@code -}; number. */
  public static void main(String[] arguments) throws Exception {
    try (QueueDatabase database =
        arguments[0].equals("derby")
            ? QueueDatabase.onDisk(Path.of(arguments[1]))
            : new QueueDatabase(QueueDatabase.Kind.POSTGRESQL)) {
      QueueScale scale = new QueueScale(database, Integer.parseInt(arguments[2]));
      scale.fill(arguments[0].equals("derby"));
      scale.measure(); // once for the compilers
      scale.printing = true;
      scale.measure();
    }
  }

  private void fill(boolean derby) throws SQLException {
    long begin = System.nanoTime();
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      fillTables(connection);
      try (Statement statement = connection.createStatement()) {
        for (String sequence : List.of("message_seq", "recipient_seq")) {
          statement.execute("drop sequence " + sequence + " restrict");
          statement.execute(
              "create sequence %s as bigint start with %d increment by 200"
                  .formatted(sequence, recipients + 400));
        }
        connection.commit();
        if (derby) {
          connection.setAutoCommit(true);
          statement.execute("call syscs_util.syscs_checkpoint_database()");
        } else {
          connection.setAutoCommit(true);
          statement.execute("analyze");
        }
      }
    }
    System.out.printf(Locale.ROOT, "filled %.0f s%n", (System.nanoTime() - begin) / 1e9);
  }

  private void fillTables(Connection connection) throws SQLException {
    String message =
        "insert into message (id, received_at, expires_at, reverse_path, taken_as, requirement,"
            + " malformed_tls_required, body_type, smtp_utf8, octets, subject, from_field,"
            + " listener) values (?, ?, ?, ?, ?, ?, false, 'SEVEN_BIT', false, 2000, ?, 'f',"
            + " 'relay')";
    String recipient =
        "insert into recipient (id, message_id, forward_path, domain, state, attempts,"
            + " next_attempt, due_at) values (?, ?, ?, ?, ?, 1, ?, ?)";
    try (PreparedStatement messages = connection.prepareStatement(message);
        PreparedStatement rows = connection.prepareStatement(recipient)) {
      for (int i = 1; i <= recipients; i++) {
        long at = NOW.toEpochMilli() - 2L * recipients + i;
        String requirement = i % 1_000 == 0 ? "REQUIRED" : "DEFAULT";
        set(messages, i, at, at + 432_000_000L, "s" + i % 97 + "@example.org", requirement,
            requirement, "Subject " + i);
        messages.addBatch();
        String domain = "d" + i % DOMAINS + ".example";
        set(rows, i, i, "r" + i + "@" + domain, domain, i % 3 == 0 ? "QUEUED" : "DEFERRED", at, at);
        rows.addBatch();
        if (i % 5_000 == 0 || i == recipients) {
          messages.executeBatch();
          rows.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private void measure() {
    claims();
    print("insert", 60, this::insert);
    print("insert claimed at birth", 60, em -> insert(em, LEASE));
    pages();
    List<RecipientEntity> held = read(em -> claim(em, BATCH));
    print("start-up recovery", 20, em -> new RecipientStore(em).endLeasesOf("earlier", NOW));
    database.transact(em -> giveBack(em, held));
    sweeps();
    QueueTally tally =
        new QueueTally((state, below, most) -> read(em -> new QueueCount(em).slice(state, below, most)));
    print("figures", 20, em -> tally.unfinished());
    if (!printing) {
      return;
    }
    bulk();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT, "heap %.0f MiB%n", (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
  }

  private void claims() {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long begin = System.nanoTime();
      List<RecipientEntity> claimed = read(em -> claim(em, BATCH));
      nanos.add(System.nanoTime() - begin);
      if (claimed.size() < BATCH) {
        throw new IllegalStateException("claimed " + claimed.size());
      }
      database.transact(em -> giveBack(em, claimed));
    }
    print("claim of " + BATCH, nanos);
    // A line that takes no more: its rows are parked, and claimed by its name afterwards.
    List<Long> parking = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long begin = System.nanoTime();
      ClaimRound refusing =
          new ClaimRound(LEASE, NOW.plusSeconds(1), BATCH, Urgency.inTurn(0), domain -> false);
      DueRecipients.Found found = read(em -> new DueRecipients(em).claim(refusing));
      List<Long> refused = found.refused().values().stream().flatMap(List::stream).toList();
      database.transact(em -> new RecipientStore(em).park(refused));
      parking.add(System.nanoTime() - begin);
      database.transact(QueueScale::unpark);
    }
    print("park " + BATCH, parking);
  }

  private static void unpark(EntityManager em) {
    em.createQuery(
            "update RecipientEntity r set r.dueAt = r.nextAttempt, r.parked = null"
                + " where r.parked > ''")
        .executeUpdate();
  }

  private static List<RecipientEntity> claim(EntityManager em, int most) {
    return new DueRecipients(em).claim(ClaimRound.ofAll(LEASE, NOW.plusSeconds(1), most)).leased();
  }

  private static void giveBack(EntityManager em, List<RecipientEntity> claimed) {
    List<Long> ids = claimed.stream().map(RecipientEntity::id).toList();
    if (!ids.isEmpty()) {
      new RecipientStore(em).giveBack(LEASE, ids, NOW);
    }
  }

  private void insert(EntityManager em) {
    insert(em, null);
  }

  private static void insert(EntityManager em, Lease lease) {
    byte[] octets = new byte[2_000];
    try {
      new MessageStore(em)
          .insert(
              Samples.message(TlsRequirement.DEFAULT, "new@inserted.example"),
              id -> new ContentSource.Content(new byte[0], Samples.data(octets)),
              lease);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  private void pages() {
    page("first page", WAITING, QueueSort.NEWEST, 0);
    int last = Math.min(recipients, 10_000) - 50;
    page("deep page", WAITING, QueueSort.NEWEST, last);
    page("page of a domain", new QueueFilter("d7.example", null, null, true, null),
        QueueSort.NEWEST, 0);
    page("page of a state", new QueueFilter(null, null, RecipientState.HELD, true, null),
        QueueSort.NEWEST, 0);
    page("page of a requirement",
        new QueueFilter(null, TlsRequirement.REQUIRED, null, true, null), QueueSort.NEWEST, 0);
    page("page of a text", new QueueFilter(null, null, null, true, "subject 77"),
        QueueSort.NEWEST, 0);
    print("count", 20, em -> QueuePages.count(em, WAITING));
  }

  /** What an operator does with a ninth of the queue; last, because it changes so much. */
  private void bulk() {
    QueueFilter ninth = new QueueFilter(null, null, null, true, "subject 1");
    long begin = System.nanoTime();
    long matches = QueueBulks.count(database, ninth);
    if (matches == 0) {
      return; // the sweeps have taken them all
    }
    System.out.printf(
        Locale.ROOT, "bulk count of %d %.1f s%n", matches, (System.nanoTime() - begin) / 1e9);
    begin = System.nanoTime();
    long changed = QueueBulks.changeRequirement(database, ninth, TlsRequirement.OPTIONAL);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT, "bulk requirement of %d %.1f s, %.0f/s%n", changed, seconds, changed / seconds);
  }

  private void page(String name, QueueFilter filter, QueueSort sort, int first) {
    print(name, 20, em -> QueuePages.page(em, filter, sort, first, 50));
  }

  private void sweeps() {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<RecipientEntity> some = read(em -> claim(em, BATCH));
      database.transact(
          em ->
              some.forEach(
                  each ->
                      new RecipientStore(em)
                          .change(
                              each.id(),
                              Set.of(RecipientState.DELIVERING),
                              RecipientState.DROPPED,
                              null,
                              NOW)));
      long begin = System.nanoTime();
      database.transact(em -> new FinishedMessages(em).remove(NOW.plusSeconds(1), BATCH));
      nanos.add(System.nanoTime() - begin);
    }
    print("sweep of " + BATCH, nanos);
  }

  private void print(String name, int times, Consumer<EntityManager> work) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      database.transact(work);
      nanos.add(System.nanoTime() - begin);
    }
    print(name, nanos);
  }

  private void print(String name, List<Long> nanos) {
    if (!printing) {
      return;
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    System.out.printf(Locale.ROOT, "%s %.2f ms%n", name, sorted[sorted.length / 2] / 1e6);
  }

  private <T> T read(Function<EntityManager, T> work) {
    return database.inTransaction(work);
  }
}
