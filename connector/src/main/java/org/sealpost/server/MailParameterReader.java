package org.sealpost.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EsmtpParameter;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.Xtext;

/** Reads the parameters of one MAIL command against what the session allows. */
final class MailParameterReader {
  /** RFC 1870 §5: size-value = 1*20DIGIT. */
  private static final int MAX_SIZE_DIGITS = 20;

  /** RFC 3461 §4.4: "up to 100 characters in length". */
  private static final int MAX_ENVELOPE_ID = 100;

  /** RFC 4954 §3: the MAIL command grows by 500 octets for AUTH. */
  private static final int MAX_SUBMITTER = 500;

  private static final String NOBODY_KNOWN = "<>";

  private final ServerSession session;
  private final InstantSource clock;
  private boolean requireTls;
  private boolean smtpUtf8;
  private BodyType body = MailParameters.NONE.body();
  private long declaredOctets;
  private @Nullable DsnReturn returned;
  private @Nullable Xtext envelopeId;
  private @Nullable String submitter;
  private @Nullable FutureRelease release;
  private MtPriority priority = MtPriority.NORMAL;

  MailParameterReader(ServerSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
  }

  ParameterReading<MailParameters> read(List<EsmtpParameter> given) {
    if (given.isEmpty()) {
      return new ParameterReading.Accepted<>(MailParameters.NONE);
    }
    if (session.hello() != null && !session.hello().extended()) {
      // RFC 5321 §4.1.1.11: parameters belong to extensions, and HELO asks for none.
      return new ParameterReading.Refused<>(Replies.PARAMETER_UNKNOWN);
    }
    Set<String> seen = new HashSet<>();
    for (EsmtpParameter parameter : given) {
      Reply refusal = seen.add(parameter.keyword()) ? take(parameter) : Replies.PARAMETER_REPEATED;
      if (refusal != null) {
        return new ParameterReading.Refused<>(refusal);
      }
    }
    return new ParameterReading.Accepted<>(
        new MailParameters(
            requireTls,
            smtpUtf8,
            body,
            declaredOctets,
            new DsnEnvelope(returned, envelopeId),
            submitter,
            release,
            priority));
  }

  private @Nullable Reply take(EsmtpParameter parameter) {
    String value = parameter.value();
    return switch (parameter.keyword()) {
      case "SIZE" -> takeSize(value);
      case "BODY" -> takeBody(value);
      case "SMTPUTF8" -> takeSmtpUtf8(value);
      case "REQUIRETLS" -> takeRequireTls(value);
      case "RET" -> takeReturned(value == null ? "" : value);
      case "ENVID" -> takeEnvelopeId(value == null ? "" : value);
      case "AUTH" -> takeSubmitter(value == null ? "" : value);
      case "HOLDFOR", "HOLDUNTIL" -> takeRelease(parameter.keyword(), value == null ? "" : value);
      case "MT-PRIORITY" -> takePriority(value == null ? "" : value);
      default -> Replies.PARAMETER_UNKNOWN;
    };
  }

  // RFC 1870 §6.1: what is declared too large need not be sent at all.
  private @Nullable Reply takeSize(@Nullable String value) {
    if (value == null
        || value.length() > MAX_SIZE_DIGITS
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Replies.PARAMETER_VALUE;
    }
    // 18 digits fit a long; more are too large whatever the limit is.
    String significant = value.replaceFirst("^0+", "");
    boolean huge = significant.length() > 18;
    declaredOctets = significant.isEmpty() || huge ? 0 : Long.parseLong(significant);
    boolean tooLarge = huge || declaredOctets > session.context().plan().maxMessageOctets();
    return tooLarge ? Replies.MESSAGE_TOO_LARGE : null;
  }

  // RFC 6152 §2, RFC 3030 §3.
  private @Nullable Reply takeBody(@Nullable String value) {
    if ("7BIT".equalsIgnoreCase(value)) {
      body = BodyType.SEVEN_BIT;
      return null;
    }
    if ("8BITMIME".equalsIgnoreCase(value)) {
      body = BodyType.EIGHT_BIT_MIME;
      return null;
    }
    if ("BINARYMIME".equalsIgnoreCase(value)) {
      body = BodyType.BINARY_MIME;
      return null;
    }
    return Replies.PARAMETER_VALUE;
  }

  // RFC 6531 §3.4: no value.
  private @Nullable Reply takeSmtpUtf8(@Nullable String value) {
    smtpUtf8 = true;
    return value == null ? null : Replies.PARAMETER_VALUE;
  }

  // RFC 8689 §2, §4.1: no value, and only where the EHLO answer of this session offers it.
  private @Nullable Reply takeRequireTls(@Nullable String value) {
    if (value != null) {
      return Replies.PARAMETER_VALUE;
    }
    if (!session.isTlsActive()) {
      return Replies.REQUIRETLS_NEEDS_TLS;
    }
    if (!session.listener().requireTls()) {
      return Replies.REQUIRETLS_DISABLED;
    }
    requireTls = true;
    return null;
  }

  // RFC 3461 §4.3.
  private @Nullable Reply takeReturned(String value) {
    for (DsnReturn candidate : DsnReturn.values()) {
      if (candidate.name().equals(value.toUpperCase(Locale.ROOT))) {
        returned = candidate;
        return null;
      }
    }
    return Replies.PARAMETER_VALUE;
  }

  // RFC 3461 §4.4.
  private @Nullable Reply takeEnvelopeId(String value) {
    if (value.length() > MAX_ENVELOPE_ID) {
      return Replies.PARAMETER_VALUE;
    }
    envelopeId = Xtext.parse(value).orElse(null);
    return envelopeId == null ? Replies.PARAMETER_VALUE : null;
  }

  // RFC 4954 §5: a mailbox as xtext, or "<>". It has to be taken from those too who are not signed
  // in; whether it is believed is decided where the message is stored.
  private @Nullable Reply takeSubmitter(String value) {
    if (value.length() > MAX_SUBMITTER) {
      return Replies.PARAMETER_VALUE;
    }
    Optional<String> read =
        value.equals(NOBODY_KNOWN)
            ? Optional.of(value)
            : Xtext.parse(value)
                .flatMap(text -> Mailbox.parse(text.decoded()))
                .map(Mailbox::toString);
    submitter = read.orElse(null);
    return read.isPresent() ? null : Replies.PARAMETER_VALUE;
  }

  // RFC 6710 §4.1. Where it is offered, MAIL is for those only who have signed in or come from a
  // network that may relay: a higher priority is taken from nobody else.
  private @Nullable Reply takePriority(String value) {
    if (!session.listener().kind().isSubmission()) {
      return Replies.PARAMETER_UNKNOWN;
    }
    Optional<MtPriority> read = MtPriority.parse(value);
    priority = read.orElse(MtPriority.NORMAL);
    return read.isPresent() ? null : Replies.PARAMETER_VALUE;
  }

  // RFC 4865 §4.2: one of the two, within what the EHLO answer offered.
  private @Nullable Reply takeRelease(String keyword, String value) {
    Duration longest = session.listener().longestHold();
    if (longest.isZero()) {
      return Replies.PARAMETER_UNKNOWN;
    }
    if (release != null) {
      return Replies.HELD_TWICE;
    }
    Instant now = clock.instant();
    release =
        (keyword.equals("HOLDFOR")
                ? FutureRelease.holdFor(value, now, longest)
                : FutureRelease.holdUntil(value, now, longest))
            .orElse(null);
    return release == null ? Replies.PARAMETER_VALUE : null;
  }
}
