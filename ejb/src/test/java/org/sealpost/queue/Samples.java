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
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Messages for tests. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  static final byte[] PREFIX = "Received: here\r\n".getBytes(StandardCharsets.US_ASCII);

  private Samples() {}

  static NewMessage message(TlsRequirement requirement, String... forwardPaths) {
    return new NewMessage(
        NOW,
        NOW.plus(Duration.ofDays(5)),
        new ReversePath(Mailbox.of("sender@example.org")),
        requirement,
        false,
        false,
        "Subject",
        "sender@example.org",
        new NewMessage.Origin("relay", "127.0.0.1", "client.example", null, null),
        NewMessage.Asked.NOTHING,
        Stream.of(forwardPaths).map(Samples::recipient).toList());
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
