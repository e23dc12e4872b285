package org.sealpost.server;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.EsmtpParameter;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/** Reads the parameters of one RCPT command (RFC 3461 §4.1, §4.2). */
final class RecipientParameterReader {
  /** RFC 3461 §5.4: at least this; beyond it nobody's address needs. */
  private static final int MAX_ORIGINAL_RECIPIENT = 500;

  private final boolean extended;
  private final boolean smtpUtf8;
  private @Nullable Set<NotifyOn> notifyOn;
  private @Nullable OriginalRecipient originalRecipient;

  /**
   * For one command.
   *
   * @param extended whether the session began with EHLO
   * @param smtpUtf8 whether MAIL had SMTPUTF8
   */
  RecipientParameterReader(boolean extended, boolean smtpUtf8) {
    this.extended = extended;
    this.smtpUtf8 = smtpUtf8;
  }

  ParameterReading<RecipientParameters> read(List<EsmtpParameter> given) {
    if (!extended && !given.isEmpty()) {
      // RFC 5321 §4.1.1.11: parameters belong to extensions, and HELO asks for none.
      return new ParameterReading.Refused<>(Replies.PARAMETER_UNKNOWN);
    }
    Set<String> seen = new HashSet<>();
    for (EsmtpParameter parameter : given) {
      // RFC 3461 §4.5: 501 for a parameter given twice.
      Reply refusal = seen.add(parameter.keyword()) ? take(parameter) : Replies.PARAMETER_REPEATED;
      if (refusal != null) {
        return new ParameterReading.Refused<>(refusal);
      }
    }
    return new ParameterReading.Accepted<>(new RecipientParameters(notifyOn, originalRecipient));
  }

  private @Nullable Reply take(EsmtpParameter parameter) {
    String value = parameter.value() == null ? "" : parameter.value();
    return switch (parameter.keyword()) {
      case "NOTIFY" -> takeNotify(value);
      case "ORCPT" -> takeOriginalRecipient(value);
      // RFC 5321 §4.1.1.11.
      default -> Replies.PARAMETER_UNKNOWN;
    };
  }

  private @Nullable Reply takeNotify(String value) {
    Optional<Set<NotifyOn>> read = RecipientParameters.parseNotify(value);
    notifyOn = read.orElse(null);
    return read.isPresent() ? null : Replies.PARAMETER_VALUE;
  }

  private @Nullable Reply takeOriginalRecipient(String value) {
    if (value.length() > MAX_ORIGINAL_RECIPIENT) {
      return Replies.PARAMETER_VALUE;
    }
    originalRecipient = OriginalRecipient.parse(value, smtpUtf8).orElse(null);
    return originalRecipient == null ? Replies.PARAMETER_VALUE : null;
  }
}
