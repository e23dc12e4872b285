package org.sealpost.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.sealpost.config.Settings;
import org.sealpost.inflow.MailData;
import org.sealpost.intake.MailSpool;
import org.sealpost.intake.SpoolTooLargeException;
import org.sealpost.intake.Submission;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequiredField;
import org.sealpost.smtp.TlsRequirement;

/** Reads messages of the submit queue. Thread-safe. */
final class OrderReader {
  private static final int BUFFER = 64 * 1024;
  private static final byte[] OPTIONAL_FIELD =
      (TlsRequiredField.NAME + ": No\r\n").getBytes(StandardCharsets.US_ASCII);

  private final Settings settings;
  private final InstantSource clock;

  OrderReader(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** An order, and the file of its mail data, which is closed with this. */
  record Read(Order order, MailSpool spool) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      spool.close();
    }
  }

  /** What the mail data is, and who stands in it where the properties do not say. */
  private record Content(MailSpool spool, String from, List<String> recipients) {}

  /**
   * Reads one.
   *
   * @throws WrongOrderException where it is no submission
   * @throws IOException where its mail data could not be kept here
   * @throws JMSException where the broker could not give all of it
   */
  Read read(Message message) throws JMSException, WrongOrderException, IOException {
    SubmitProperties properties = new SubmitProperties(message);
    String account = properties.account();
    String key = properties.key();
    TlsRequirement requirement = properties.requirement();
    Content content = content(message, requirement);
    boolean read = false;
    try {
      Submission.Mail mail = mail(properties, requirement, content);
      read = true;
      return new Read(new Order(account, key, mail), content.spool());
    } finally {
      if (!read) {
        content.spool().close();
      }
    }
  }

  private Submission.Mail mail(
      SubmitProperties properties, TlsRequirement requirement, Content content)
      throws JMSException, WrongOrderException, IOException {
    ReversePath from = properties.reversePath(content.from());
    List<EnvelopeRecipient> recipients =
        properties.recipients(content.recipients(), settings.smtp().maxRecipients());
    MailData data =
        requirement == TlsRequirement.OPTIONAL ? optional(content.spool()) : content.spool();
    Mailbox author = from.mailbox();
    boolean utf8 =
        (author != null && author.needsSmtpUtf8())
            || recipients.stream().anyMatch(one -> one.path().mailbox().needsSmtpUtf8());
    MailParameters parameters =
        new MailParameters(
            requirement == TlsRequirement.REQUIRED,
            utf8,
            content.spool().isEightBit() ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT,
            data.octets(),
            properties.dsn(),
            null,
            properties.release(clock.instant(), settings.smtp().longestHold()),
            MtPriority.NORMAL);
    return new Submission.Mail(from, recipients, parameters, data);
  }

  private Content content(Message message, TlsRequirement requirement)
      throws JMSException, WrongOrderException, IOException {
    if (message instanceof BytesMessage bytes) {
      if (message.getStringProperty(SubmitProperties.REVERSE_PATH) == null) {
        throw new WrongOrderException(SubmitProperties.REVERSE_PATH + ": is missing.");
      }
      return new Content(spool(out -> copy(bytes, out)), "", List.of());
    }
    if (message instanceof TextMessage text && text.getText() != null) {
      JsonMail mail = JsonMail.read(text.getText());
      Instant now = clock.instant();
      MimeMessage written = new MailWriter(settings.hostName(), now).message(mail, requirement);
      return new Content(
          spool(out -> MailWriter.write(written, out)),
          MailWriter.reversePath(mail),
          MailWriter.forwardPaths(mail));
    }
    throw new WrongOrderException(
        "A submission is a BytesMessage with a message, or a TextMessage with JSON.");
  }

  private MailSpool spool(MailSpool.Source source)
      throws JMSException, WrongOrderException, IOException {
    Path directory = settings.data().resolve("spool");
    try {
      return MailSpool.of(source, directory, settings.smtp().maxMessageOctets());
    } catch (SpoolTooLargeException large) {
      throw new WrongOrderException(String.valueOf(large.getMessage()));
    } catch (BrokerFailedException failed) {
      throw failed.cause;
    }
  }

  private static void copy(BytesMessage from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int count = from.readBytes(buffer); count > 0; count = from.readBytes(buffer)) {
        to.write(buffer, 0, count);
      }
    } catch (JMSException failed) {
      throw new BrokerFailedException(failed);
    }
  }

  /** The same with the field that says so (RFC 8689 §5), where it does not stand there already. */
  private MailData optional(MailSpool spool) throws IOException {
    try (InputStream data = new BufferedInputStream(spool.open())) {
      int most = settings.limits().message().headerOctets();
      HeaderSection header = HeaderSection.read(data, most);
      return TlsRequiredField.of(header) == TlsRequiredField.ABSENT ? new WithField(spool) : spool;
    }
  }

  private record WithField(MailData data) implements MailData {
    @Override
    public long octets() {
      return OPTIONAL_FIELD.length + data.octets();
    }

    @Override
    public InputStream open() throws IOException {
      return new SequenceInputStream(new ByteArrayInputStream(OPTIONAL_FIELD), data.open());
    }
  }

  /** Carries the broker's failure through a writer of streams. */
  private static final class BrokerFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient JMSException cause;

    BrokerFailedException(JMSException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
