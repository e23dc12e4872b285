package org.sealpost.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.smtp.Xtext;

/** A message in the queue; its content is in {@link MessageChunk}s. */
@Entity
@Table(name = "message")
public class MessageEntity {
  @Id
  @SequenceGenerator(name = "message_seq", sequenceName = "message_seq", allocationSize = 200)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message_seq")
  private long id;

  @Column(name = "received_at")
  private long receivedAt;

  @Column(name = "expires_at")
  private long expiresAt;

  @Column(name = "reverse_path")
  private String reversePath = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "taken_as")
  private TlsRequirement takenAs = TlsRequirement.DEFAULT;

  @Enumerated(EnumType.STRING)
  private TlsRequirement requirement = TlsRequirement.DEFAULT;

  @Column(name = "malformed_tls_required")
  private boolean malformedTlsRequired;

  @Enumerated(EnumType.STRING)
  @Column(name = "body_type")
  private BodyType bodyType = BodyType.SEVEN_BIT;

  @Column(name = "smtp_utf8")
  private boolean smtpUtf8;

  private long octets;

  private String subject = "";

  @Column(name = "from_field")
  private String fromField = "";

  private String listener = "";

  private @Nullable String client;

  @Column(name = "hello_name")
  private @Nullable String helloName;

  private @Nullable String tls;

  @Enumerated(EnumType.STRING)
  @Column(name = "dsn_return")
  private @Nullable DsnReturn dsnReturn;

  @Column(name = "envelope_id")
  private @Nullable String envelopeId;

  private @Nullable String submitter;

  @Column(name = "release_request")
  private @Nullable String releaseRequest;

  private @Nullable String account;

  /** For JPA. */
  protected MessageEntity() {}

  MessageEntity(NewMessage message) {
    receivedAt = message.received().toEpochMilli();
    expiresAt = message.expires().toEpochMilli();
    reversePath = message.reversePath().text();
    takenAs = message.requirement();
    requirement = message.requirement();
    malformedTlsRequired = message.malformedTlsRequired();
    smtpUtf8 = message.smtpUtf8();
    subject = message.subject();
    fromField = message.from();
    listener = message.origin().listener();
    client = message.origin().client();
    helloName = message.origin().helloName();
    tls = message.origin().tls();
    account = message.origin().account();
    take(message.asked());
  }

  private void take(NewMessage.Asked asked) {
    if (asked.binary()) {
      bodyType = BodyType.BINARY_MIME;
    }
    dsnReturn = asked.dsn().returned();
    Xtext id = asked.dsn().envelopeId();
    envelopeId = id == null ? null : id.encoded();
    submitter = asked.submitter();
    releaseRequest = asked.release() == null ? null : asked.release().request();
  }

  /** The id that stands in log lines and in the trace field: the key in base 36. */
  public static String queueId(long id) {
    return Long.toString(id, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
  }

  public long id() {
    return id;
  }

  public String queueId() {
    return queueId(id);
  }

  public Instant received() {
    return Instant.ofEpochMilli(receivedAt);
  }

  public Instant expires() {
    return Instant.ofEpochMilli(expiresAt);
  }

  /** Lets it live until a time, where it does not live longer anyway. */
  public void live(Instant until) {
    expiresAt = Math.max(expiresAt, until.toEpochMilli());
  }

  public ReversePath reversePath() {
    return ReversePath.parse(reversePath)
        .orElseThrow(() -> new IllegalStateException("reverse-path of message " + id));
  }

  public TlsRequirement takenAs() {
    return takenAs;
  }

  public TlsRequirement requirement() {
    return requirement;
  }

  /** An operator's change; the next attempt goes by it. */
  public void changeRequirement(TlsRequirement changed) {
    requirement = changed;
  }

  public boolean malformedTlsRequired() {
    return malformedTlsRequired;
  }

  public BodyType bodyType() {
    return bodyType;
  }

  void setBodyType(BodyType bodyType) {
    this.bodyType = bodyType;
  }

  public boolean smtpUtf8() {
    return smtpUtf8;
  }

  public long octets() {
    return octets;
  }

  void setOctets(long octets) {
    this.octets = octets;
  }

  public String subject() {
    return subject;
  }

  public String from() {
    return fromField;
  }

  public String listener() {
    return listener;
  }

  /** One of our own DSNs; whoever sends to us cannot make a message that says so. */
  public boolean isOwnNotification() {
    return NewMessage.Origin.NOTIFICATION.listener().equals(listener);
  }

  /** One of our own reports about TLS; what its delivery shows is not counted (RFC 8460 §3). */
  public boolean isOwnReport() {
    return NewMessage.Origin.TLS_REPORT.listener().equals(listener);
  }

  public @Nullable String client() {
    return client;
  }

  public @Nullable String helloName() {
    return helloName;
  }

  public @Nullable String tls() {
    return tls;
  }

  /** What its sender said about notifications (RFC 3461). */
  public DsnEnvelope dsn() {
    return new DsnEnvelope(dsnReturn, envelopeId == null ? null : new Xtext(envelopeId));
  }

  /** Who first handed it in, where a trusted client said so (RFC 4954 §5). */
  public @Nullable String submitter() {
    return submitter;
  }

  /** The mail account that handed it in; null where nobody signed in. */
  public @Nullable String account() {
    return account;
  }

  /** Until when its sender wanted it kept, as RFC 4865 §5.1.2 writes it. */
  public @Nullable String releaseRequest() {
    return releaseRequest;
  }
}
