package org.sealpost.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.testkit.TestAuthority;

/** A client that trusts one authority, and mail to send with it. */
final class ClientFixture {
  static final String HOST = "mx.example.org";
  static final ReversePath SENDER = new ReversePath(Mailbox.of("a@sender.example"));

  final TestAuthority authority = new TestAuthority();
  final StallWatch watch = new StallWatch();

  SmtpClient client() {
    return client(ClientTimeouts.STANDARD);
  }

  SmtpClient client(ClientTimeouts timeouts) {
    PkixCheck pkix = new PkixCheck(authority.anchors(), InstantSource.system());
    return new SmtpClient(Domain.of("client.example"), timeouts, pkix, watch);
  }

  SessionOpening open(FakeMx mx, TlsUse use) {
    return client().open(new Peer(HOST, mx.address()), use, Duration.ofSeconds(10), Deadline.NONE);
  }

  SmtpClientSession opened(FakeMx mx, TlsUse use) {
    SessionOpening opening = open(mx, use);
    if (opening instanceof SessionOpening.Opened opened) {
      return opened.session();
    }
    throw new AssertionError(opening);
  }

  SessionFault fault(FakeMx mx, TlsUse use) {
    SessionOpening opening = open(mx, use);
    if (opening instanceof SessionOpening.NotOpened refused) {
      return refused.fault();
    }
    throw new AssertionError(opening);
  }

  static List<RecipientResult> carried(TransactionResult result) {
    if (result instanceof TransactionResult.Carried carried) {
      return carried.recipients();
    }
    throw new AssertionError(result);
  }

  static OutgoingMail mail(String text, String... recipients) {
    return mail(content(text), BodyType.SEVEN_BIT, false, recipients);
  }

  static OutgoingMail requiringTls(String text, String... recipients) {
    return mail(content(text), BodyType.SEVEN_BIT, true, recipients);
  }

  static OutgoingMail mail(
      OutgoingMail.Content content, BodyType body, boolean requireTls, String... recipients) {
    List<EnvelopeRecipient> paths = new ArrayList<>();
    for (String recipient : recipients) {
      paths.add(new EnvelopeRecipient(new ForwardPath(Mailbox.of(recipient))));
    }
    return new OutgoingMail(SENDER, paths, content, body, false, requireTls, DsnEnvelope.NONE);
  }

  static OutgoingMail.Content content(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return new OutgoingMail.Content() {
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
}
