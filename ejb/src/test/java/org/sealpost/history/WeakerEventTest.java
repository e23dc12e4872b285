package org.sealpost.history;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.event.Outbox;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** What is told of a domain that protects mail less than it did. */
final class WeakerEventTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void saysWhatItWasAndWhatItIs() {
    Domain domain = Domain.of("one.example");
    Change ofDomain = change(new Sighting.Key(domain, "", Aspect.MTA_STS), "ENFORCE", "NONE");
    Change ofServer =
        change(new Sighting.Key(domain, "mx.one.example", Aspect.STARTTLS), "WORKS", "MISSING");
    try (QueueDatabase database = new QueueDatabase()) {
      Outbox outbox = new Outbox(database, "one");
      database.transact(em -> outbox.in(em).add(List.of(ofDomain.toEvent(), ofServer.toEvent())));
      List<JsonObject> told = outbox.events();
      assertThat(told.get(0).getString("kind")).isEqualTo("domain-weakened");
      assertThat(told.get(0).getString("aspect")).isEqualTo("MTA_STS");
      assertThat(told.get(0)).doesNotContainKey("host");
      assertThat(told.get(1).getString("host")).isEqualTo("mx.one.example");
      assertThat(told.get(1).getString("before")).isEqualTo("WORKS");
      assertThat(told.get(1).getString("after")).isEqualTo("MISSING");
    }
  }

  private static Change change(Sighting.Key key, String before, String after) {
    return new Change(1, key, before, after, true, NOW, NOW, 1, null, null);
  }
}
