package org.sealpost.history;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.MailContent;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** A job nobody carries out. */
final class SomeJob {
  private SomeJob() {}

  static DeliveryJob of(String domain) {
    MailContent empty =
        new MailContent() {
          @Override
          public long octets() {
            return 0;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(new byte[0]);
          }
        };
    return new DeliveryJob(
        "q1",
        Instant.EPOCH,
        ReversePath.NULL,
        TlsRequirement.DEFAULT,
        Domain.of(domain),
        List.of(new EnvelopeRecipient(new ForwardPath(Mailbox.of("b@" + domain)))),
        empty,
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        false);
  }
}
