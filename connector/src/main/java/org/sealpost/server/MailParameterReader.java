package org.sealpost.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EsmtpParameter;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Reply;

/** Reads the parameters of one MAIL command against what the session allows. */
final class MailParameterReader {
  /** RFC 1870 §5: size-value = 1*20DIGIT. */
  private static final int MAX_SIZE_DIGITS = 20;

  private final ServerSession session;
  private boolean requireTls;
  private boolean smtpUtf8;
  private BodyType body = MailParameters.NONE.body();
  private long declaredOctets;

  MailParameterReader(ServerSession session) {
    this.session = session;
  }

  ParameterReading read(List<EsmtpParameter> given) {
    if (given.isEmpty()) {
      return new ParameterReading.Accepted(MailParameters.NONE);
    }
    if (session.hello() != null && !session.hello().extended()) {
      // RFC 5321 §4.1.1.11: parameters belong to extensions, and HELO asks for none.
      return new ParameterReading.Refused(Replies.PARAMETER_UNKNOWN);
    }
    Set<String> seen = new HashSet<>();
    for (EsmtpParameter parameter : given) {
      Reply refusal = seen.add(parameter.keyword()) ? take(parameter) : Replies.PARAMETER_REPEATED;
      if (refusal != null) {
        return new ParameterReading.Refused(refusal);
      }
    }
    return new ParameterReading.Accepted(
        new MailParameters(requireTls, smtpUtf8, body, declaredOctets));
  }

  private @Nullable Reply take(EsmtpParameter parameter) {
    String value = parameter.value();
    return switch (parameter.keyword()) {
      case "SIZE" -> takeSize(value);
      case "BODY" -> takeBody(value);
      case "SMTPUTF8" -> takeSmtpUtf8(value);
      case "REQUIRETLS" -> takeRequireTls(value);
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

  // RFC 6152 §2.
  private @Nullable Reply takeBody(@Nullable String value) {
    if ("7BIT".equalsIgnoreCase(value)) {
      body = BodyType.SEVEN_BIT;
      return null;
    }
    if ("8BITMIME".equalsIgnoreCase(value)) {
      body = BodyType.EIGHT_BIT_MIME;
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
}
