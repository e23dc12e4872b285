package org.sealpost.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.MailData;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Messages for tests. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  static final byte[] PREFIX = "Received: here\r\n".getBytes(StandardCharsets.US_ASCII);

  private Samples() {}

  static NewMessage message(TlsRequirement requirement, String... forwardPaths) {
    return draft(requirement, forwardPaths).message();
  }

  /** A message to be changed before it is queued. */
  static Draft draft(TlsRequirement requirement, String... forwardPaths) {
    return new Draft(requirement).to(Stream.of(forwardPaths).map(Samples::recipient).toList());
  }

  /** A message that came to a relay's listener just now, and what a test wants to be different. */
  static final class Draft {
    private final TlsRequirement requirement;
    private ReversePath reversePath = new ReversePath(Mailbox.of("sender@example.org"));
    private NewMessage.Origin origin =
        new NewMessage.Origin("relay", "127.0.0.1", "client.example", null, null);
    private NewMessage.Asked asked = NewMessage.Asked.NOTHING;
    private List<EnvelopeRecipient> recipients = List.of();

    private Draft(TlsRequirement requirement) {
      this.requirement = requirement;
    }

    Draft from(ReversePath other) {
      reversePath = other;
      return this;
    }

    Draft by(NewMessage.Origin other) {
      origin = other;
      return this;
    }

    Draft asking(NewMessage.Asked other) {
      asked = other;
      return this;
    }

    /** It is not to go before its time (RFC 4865); null for at once. */
    Draft notBefore(@Nullable FutureRelease release) {
      return asking(new NewMessage.Asked(false, DsnEnvelope.NONE, null, release));
    }

    Draft to(List<EnvelopeRecipient> others) {
      recipients = others;
      return this;
    }

    NewMessage message() {
      return new NewMessage(
          NOW,
          NOW.plus(Duration.ofDays(5)),
          reversePath,
          requirement,
          false,
          false,
          "Subject",
          "sender@example.org",
          origin,
          asked,
          recipients);
    }
  }

  static EnvelopeRecipient recipient(String text) {
    return new EnvelopeRecipient(new ForwardPath(Mailbox.of(text)));
  }

  static MessageStore.Stored insert(
      QueueDatabase database, NewMessage message, String content, @Nullable Lease lease) {
    byte[] octets = content.getBytes(StandardCharsets.UTF_8);
    return database.inTransaction(
        em -> {
          try {
            return new MessageStore(em)
                .insert(message, id -> new ContentSource.Content(PREFIX, data(octets)), lease);
          } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
          }
        });
  }

  static MailData data(byte[] octets) {
    return new MailData() {
      @Override
      public long octets() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }

  static List<ForwardPath> paths(String... texts) {
    return Stream.of(texts).map(text -> new ForwardPath(Mailbox.of(text))).toList();
  }
}
