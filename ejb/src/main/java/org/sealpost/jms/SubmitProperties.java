package org.sealpost.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.smtp.Xtext;

/** What the properties of a message say about its submission (docs/jms.md). */
final class SubmitProperties {
  static final String REVERSE_PATH = "sealpost_reverse_path";
  static final String RECIPIENTS = "sealpost_recipients";
  static final String REQUIREMENT = "sealpost_requirement";
  static final String NOTIFY = "sealpost_notify";
  static final String RET = "sealpost_ret";
  static final String ENVID = "sealpost_envid";
  static final String NOT_BEFORE = "sealpost_not_before";
  static final String KEY = "sealpost_key";

  /** As whom this server itself is known to the broker. */
  private static final String SERVER = "sealpost";

  private static final int MOST_KEY = 255;

  private final Message message;

  SubmitProperties(Message message) {
    this.message = message;
  }

  /** The mail account that sent it, as the broker vouches. */
  String account() throws JMSException, WrongOrderException {
    String user = sender(message);
    if (user.isEmpty()) {
      throw new WrongOrderException(
          "The broker does not say who sent the message (JMSXUserID); it has to.");
    }
    return user;
  }

  /**
   * Who handed a message in; empty where the broker does not say. What this server itself has put
   * back was handed in by the account it says.
   */
  static String sender(Message message) throws JMSException {
    String user = message.getStringProperty("JMSXUserID");
    // No client can be that: an account is an address, and the broker lets nobody else in.
    String account = SERVER.equals(user) ? message.getStringProperty(Rejection.ACCOUNT) : user;
    return account == null ? "" : account;
  }

  /** What the application calls the submission, or else the broker's id of the message. */
  String key() throws JMSException, WrongOrderException {
    String key = text(KEY);
    if (key != null) {
      if (key.length() > MOST_KEY) {
        throw new WrongOrderException(KEY + ": has at most " + MOST_KEY + " characters.");
      }
      return key;
    }
    String id = message.getJMSMessageID();
    if (id == null) {
      throw new WrongOrderException(
          KEY + ": is needed, because the message comes without a JMSMessageID.");
    }
    return id.length() <= MOST_KEY ? id : sha256(id);
  }

  ReversePath reversePath(String otherwise) throws JMSException, WrongOrderException {
    String text = text(REVERSE_PATH);
    String path = text == null ? otherwise : text;
    // Empty properties are no values to some brokers.
    return ReversePath.parse(path.equals("<>") ? "" : path)
        .orElseThrow(() -> new WrongOrderException(REVERSE_PATH + ": “" + path + "” is none."));
  }

  /** Each once, with what is asked for all of them. */
  List<EnvelopeRecipient> recipients(List<String> otherwise, int most)
      throws JMSException, WrongOrderException {
    String text = text(RECIPIENTS);
    List<String> addresses =
        text == null ? otherwise : List.of(text.strip().split("\\s*,\\s*", -1));
    if (addresses.isEmpty() || addresses.size() > most) {
      throw new WrongOrderException(
          RECIPIENTS + ": a mail has between 1 and " + most + " recipients.");
    }
    RecipientParameters asked = new RecipientParameters(notifyOn(), null);
    List<EnvelopeRecipient> recipients = new ArrayList<>();
    for (String address : addresses) {
      Mailbox mailbox =
          Mailbox.parse(address)
              .orElseThrow(
                  () -> new WrongOrderException(RECIPIENTS + ": “" + address + "” is no address."));
      recipients.add(new EnvelopeRecipient(new ForwardPath(mailbox), asked));
    }
    return recipients.stream().distinct().toList();
  }

  TlsRequirement requirement() throws JMSException, WrongOrderException {
    TlsRequirement asked = oneOf(REQUIREMENT, TlsRequirement.class);
    return asked == null ? TlsRequirement.DEFAULT : asked;
  }

  DsnEnvelope dsn() throws JMSException, WrongOrderException {
    String text = text(ENVID);
    Xtext envelopeId = null;
    if (text != null) {
      envelopeId =
          Xtext.parse(text)
              .filter(id -> id.decoded().length() <= 100) // RFC 3461 §4.4
              .orElseThrow(
                  () -> new WrongOrderException(ENVID + ": is xtext of at most 100 characters."));
    }
    return new DsnEnvelope(oneOf(RET, DsnReturn.class), envelopeId);
  }

  @Nullable FutureRelease release(Instant now, Duration longest)
      throws JMSException, WrongOrderException {
    String text = text(NOT_BEFORE);
    if (text == null) {
      return null;
    }
    return FutureRelease.holdUntil(text, now, longest)
        .orElseThrow(
            () ->
                new WrongOrderException(
                    NOT_BEFORE
                        + ": is a time in UTC like 2027-01-31T08:00:00Z, at most "
                        + longest
                        + " from now."));
  }

  private @Nullable Set<NotifyOn> notifyOn() throws JMSException, WrongOrderException {
    String text = text(NOTIFY);
    if (text == null) {
      return null;
    }
    return RecipientParameters.parseNotify(text)
        .orElseThrow(
            () ->
                new WrongOrderException(
                    NOTIFY + ": is NEVER, or some of SUCCESS,FAILURE,DELAY (RFC 3461 §4.1)."));
  }

  private <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type)
      throws JMSException, WrongOrderException {
    String text = text(name);
    if (text == null) {
      return null;
    }
    List<E> constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new WrongOrderException(name + ": is one of " + constants + "."));
  }

  private @Nullable String text(String name) throws JMSException {
    return message.getStringProperty(name);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("the Java runtime lacks SHA-256", missing);
    }
  }
}
