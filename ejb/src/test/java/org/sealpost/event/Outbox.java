package org.sealpost.event;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.sealpost.queue.QueueDatabase;

/** The outbox of one node in a database, without a container. */
public final class Outbox implements EventStore {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final QueueDatabase database;
  private final String node;

  /** Of that node. */
  public Outbox(QueueDatabase database, String node) {
    this.database = database;
    this.node = node;
  }

  /** Writes events in the transaction of that manager. */
  public Events in(EntityManager em) {
    return new Events() {
      @Override
      public boolean wanted() {
        return true;
      }

      @Override
      public void add(List<Event> events) {
        if (!events.isEmpty()) {
          new EventTable(em, node).write(events, NOW);
        }
      }
    };
  }

  @Override
  public List<EventRow> oldest(int most) {
    return database.inTransaction(em -> new EventTable(em, node).oldest(most));
  }

  @Override
  public void remove(List<EventRow> sent) {
    database.transact(em -> new EventTable(em, node).remove(sent));
  }

  @Override
  public Dropped drop(long most) {
    return database.inTransaction(em -> new EventTable(em, node).drop(most, NOW));
  }

  /** All events in order; each as the schema says. */
  public List<JsonObject> events() {
    List<JsonObject> all = oldest(1_000).stream().flatMap(row -> row.events().stream()).toList();
    assertThat(all).allSatisfy(one -> assertThat(EventSchema.faults(one)).as("" + one).isEmpty());
    return all;
  }

  /** Their kinds in order. */
  public List<String> kinds() {
    return events().stream().map(one -> one.getString("kind")).toList();
  }
}
