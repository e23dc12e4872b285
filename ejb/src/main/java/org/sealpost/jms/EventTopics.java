package org.sealpost.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.sealpost.event.EventRow;

/**
 * The topics of events: {@value #ALL} has all, and one for each mail account has those of its own
 * messages, as its owner may see them in the console: without the names of operators and what they
 * noted.
 */
final class EventTopics implements EventSession {
  static final String ALL = "sealpost.events";

  /** What nobody has fetched by then is dropped, so that a forgotten subscription fills no disk. */
  static final Duration KEPT = Duration.ofDays(7);

  private static final Set<String> OF_OPERATORS = Set.of("by", "why");

  /** None that a broker could read as a pattern, or as something else but a name. */
  private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Cntrl}:*#?\"\\\\,<>]+");

  private final JMSContext context;

  /** Connects. */
  EventTopics(ConnectionFactory connections) {
    context = connections.createContext(JMSContext.SESSION_TRANSACTED);
  }

  @Override
  public void send(EventRow row) {
    row.events().forEach(this::send);
  }

  private void send(JsonObject event) {
    producer(event).send(context.createTopic(ALL), event.toString());
    String account = event.getString("account", "");
    if (PLAIN.matcher(account).matches()) {
      producer(event).send(context.createTopic(ALL + "." + account), ofAccount(event).toString());
    }
  }

  private JMSProducer producer(JsonObject event) {
    JMSProducer producer =
        context
            .createProducer()
            .setTimeToLive(KEPT.toMillis())
            .setProperty("sealpost_id", event.getString("id"))
            .setProperty("sealpost_kind", event.getString("kind"));
    property(producer, "sealpost_queue_id", event.getString("queueId", ""));
    property(producer, "sealpost_account", event.getString("account", ""));
    String reversePath = event.getString("reversePath", "");
    property(
        producer,
        "sealpost_reverse_path_domain",
        reversePath.substring(reversePath.lastIndexOf('@') + 1));
    return producer;
  }

  private static void property(JMSProducer producer, String name, String value) {
    if (!value.isEmpty()) {
      producer.setProperty(name, value);
    }
  }

  private static JsonObject ofAccount(JsonObject event) {
    JsonObjectBuilder seen = Json.createObjectBuilder();
    event.forEach(
        (name, value) -> {
          if (!OF_OPERATORS.contains(name)) {
            seen.add(name, value);
          }
        });
    return seen.build();
  }

  @Override
  public void commit() {
    context.commit();
  }

  @Override
  public void close() {
    context.close();
  }
}
