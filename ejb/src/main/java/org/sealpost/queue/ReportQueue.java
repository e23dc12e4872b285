package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.sealpost.event.Events;
import org.sealpost.inflow.MailData;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.tlsrpt.ReportMail;

/** Puts reports about TLS into the queue, in the transaction of the caller. */
final class ReportQueue {
  private final EntityManager em;
  private final Events events;

  ReportQueue(EntityManager em, Events events) {
    this.em = em;
    this.events = events;
  }

  /** As {@link org.sealpost.tlsrpt.ReportOutbox#queue}. */
  long add(ReportMail mail, Instant now, Instant expires) {
    NewMessage message =
        new NewMessage(
            now,
            expires,
            // Choice: RFC 8460 leaves it open; with a null one no answer can start a loop.
            ReversePath.NULL,
            TlsRequirement.OPTIONAL, // RFC 8460 §3, §5.3
            false,
            false,
            mail.subject(),
            mail.from().toString(),
            NewMessage.Origin.TLS_REPORT,
            NewMessage.Asked.NOTHING,
            List.of(new EnvelopeRecipient(new ForwardPath(mail.to()))));
    byte[] octets = mail.octets();
    MailData data =
        new MailData() {
          @Override
          public long octets() {
            return octets.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(octets);
          }
        };
    try {
      MessageStore.Stored stored =
          new MessageStore(em)
              .insert(message, queueId -> new ContentSource.Content(new byte[0], data), null);
      MessageEvents told = new MessageEvents(em, events);
      told.accepted(stored);
      told.tell();
      return stored.message().id();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
  }
}
