package org.sealpost.queue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.event.Event;
import org.sealpost.event.EventKind;
import org.sealpost.event.Events;
import org.sealpost.smtp.TlsRequirement;

/**
 * What happens to messages, as events: gathered in the transaction of the caller, and given away
 * once at its end ({@link #tell}), after the rows were changed. Does nothing where nobody wants
 * them.
 */
public final class MessageEvents {
  private static final JsonProvider JSON = JsonProvider.provider();

  private final EntityManager em;
  private final Events events;
  private final Map<Long, MessageEntity> messages = new HashMap<>();
  private final List<Event> gathered = new ArrayList<>();

  /** For one transaction. */
  public MessageEvents(EntityManager em, Events events) {
    this.em = em;
    this.events = events;
  }

  /** Whether anybody wants them. */
  boolean areWanted() {
    return events.wanted();
  }

  /** Gives away what was gathered. */
  public void tell() {
    if (!gathered.isEmpty()) {
      events.add(List.copyOf(gathered));
      gathered.clear();
    }
  }

  /** Reads messages at once of which events are to come; before anything is inserted. */
  void read(Collection<Long> messageIds) {
    if (areWanted()) {
      new MessageStore(em).findAll(messageIds).forEach(one -> messages.put(one.id(), one));
    }
  }

  /** It was put into the queue; recipients that a rule holds are told of, too. */
  void accepted(MessageStore.Stored stored) {
    if (!areWanted()) {
      return;
    }
    MessageEntity message = stored.message();
    messages.put(message.id(), message);
    gathered.add(
        of(EventKind.ACCEPTED, message.received(), message)
            .with("recipients", paths(stored.recipients()))
            .with("octets", message.octets())
            .with("listener", message.listener()));
    stored.recipients().stream()
        .filter(each -> each.state() == RecipientState.HELD)
        .forEach(each -> held(each, message.received(), By.rule(each.lastText())));
  }

  private static List<String> paths(List<RecipientEntity> recipients) {
    return recipients.stream().map(each -> each.forwardPath().text()).toList();
  }

  /**
   * An attempt for recipients of one message has ended.
   *
   * @param trace decision and result host by host, as {@link TraceText} writes it
   */
  void attempted(List<Ended> recipients, String trace) {
    Ended any = recipients.get(0);
    MessageEntity message = message(any.messageId());
    if (message != null) {
      gathered.add(
          of(EventKind.ATTEMPT, any.at(), message)
              .with("recipients", recipients.stream().map(Ended::forwardPath).toList())
              .with("began", any.began())
              .with("trace", array(trace)));
    }
  }

  /** What an attempt, or an operator, has made of a recipient. */
  void ended(Ended ended) {
    MessageEntity message = message(ended.messageId());
    if (message == null) {
      return;
    }
    HostTrace host = lastHost(ended);
    String reply = ended.replyText();
    gathered.add(
        of(kind(ended.state()), ended.at(), message)
            .with("recipient", ended.forwardPath())
            .with("attempts", ended.attempts())
            .with("status", ended.status())
            .with("text", ended.explanation())
            .with("reply", reply.isEmpty() ? null : reply.replace('\n', ' '))
            .with("host", host == null ? ended.host() : host.host())
            .with("tls", host == null ? null : tls(host.session()))
            .with("nextAttempt", ended.nextAttempt()));
  }

  private static EventKind kind(RecipientState state) {
    return switch (state) {
      case RELAYED -> EventKind.RELAYED;
      case DELIVERED -> EventKind.DELIVERED;
      case FAILED -> EventKind.FAILED;
      case EXPIRED -> EventKind.EXPIRED;
      case DROPPED -> EventKind.DROPPED;
      case HELD -> EventKind.HELD;
      case QUEUED, DEFERRED, DELIVERING -> EventKind.DEFERRED;
    };
  }

  /** The one that had the last word, as the reply says, else the last that was asked. */
  private static @Nullable HostTrace lastHost(Ended ended) {
    HostTrace last = null;
    for (HostTrace each : ended.trace()) {
      if (each.session() != null && (ended.host() == null || each.host().equals(ended.host()))) {
        last = each;
      }
    }
    return last;
  }

  /** Null in clear text, and where there was no session. */
  private static @Nullable JsonObject tls(@Nullable SessionEvidence session) {
    if (session == null || session.version() == null) {
      return null;
    }
    JsonObjectBuilder facts = JSON.createObjectBuilder().add("version", session.version());
    if (session.cipher() != null) {
      facts.add("cipher", session.cipher());
    }
    if (session.pkix() != null) {
      facts.add("pkix", session.pkix().name());
    }
    if (session.dane() != null) {
      facts.add("dane", session.dane().name());
    }
    return facts.build();
  }

  private static JsonArray array(String trace) {
    try (JsonReader reader = JSON.createReader(new StringReader(trace))) {
      return reader.readArray();
    }
  }

  /**
   * Who brought something about, and why.
   *
   * @param name an operator's; null for a rule
   * @param why null where nothing was said
   */
  public record By(@Nullable String name, @Nullable String why) {
    static By rule(@Nullable String text) {
      return new By(null, text);
    }

    private Event on(Event event) {
      return event.with("by", name).with("why", why == null || why.isBlank() ? null : why);
    }
  }

  /** It is kept back. */
  public void held(RecipientEntity recipient, Instant at, By by) {
    changed(EventKind.HELD, recipient, at, by, null);
  }

  /** It is no longer kept back, and due then. */
  public void released(RecipientEntity recipient, Instant at, By by, @Nullable Instant due) {
    changed(EventKind.RELEASED, recipient, at, by, due);
  }

  /** An operator has deleted it. */
  public void dropped(RecipientEntity recipient, Instant at, By by) {
    changed(EventKind.DROPPED, recipient, at, by, null);
  }

  private void changed(
      EventKind kind, RecipientEntity recipient, Instant at, By by, @Nullable Instant due) {
    MessageEntity message = message(recipient.messageId());
    if (message != null) {
      Event event =
          of(kind, at, message)
              .with("recipient", recipient.forwardPath().text())
              .with("nextAttempt", due);
      gathered.add(by.on(event));
    }
  }

  /** A message is protected otherwise than before. */
  public void requirementChanged(MessageEntity message, TlsRequirement before, Instant at, By by) {
    if (areWanted()) {
      // The row first: who changes it after us draws a later key.
      em.flush();
      gathered.add(
          by.on(of(EventKind.REQUIREMENT_CHANGED, at, message).with("before", before.name())));
    }
  }

  private @Nullable MessageEntity message(long id) {
    if (!areWanted()) {
      return null;
    }
    MessageEntity known = messages.get(id);
    return known == null ? new MessageStore(em).find(id).orElse(null) : known;
  }

  private static Event of(EventKind kind, Instant at, MessageEntity message) {
    return Event.of(kind, at)
        .with("queueId", message.queueId())
        .with("envelopeId", envelopeId(message))
        .with("account", message.account())
        .with("reversePath", message.reversePathText())
        .with("requirement", message.requirement().name());
  }

  private static @Nullable String envelopeId(MessageEntity message) {
    var id = message.dsn().envelopeId();
    return id == null ? null : id.encoded();
  }
}
