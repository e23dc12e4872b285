package org.sealpost.tlsrpt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.sealpost.client.PeerText;
import org.sealpost.dkim.DkimVerifier;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.tlsrpt.ReportReader.MalformedReportException;

/**
 * Decides whether a message holds a report that counts: signed by the domain that reports (RFC 8460
 * §3), of a size that can be, about domains of ours. Thread-safe; asks the DNS for keys.
 */
public final class ReportIntake {
  private static final String SERVICE = "tlsrpt";
  private static final int MOST_REASON = 300;

  private final DkimVerifier signatures;
  private final Predicate<Domain> hosted;

  /**
   * @param hosted whether a domain is one of ours
   */
  public ReportIntake(DkimVerifier signatures, Predicate<Domain> hosted) {
    this.signatures = signatures;
    this.hosted = hosted;
  }

  /** What a message came to. */
  public sealed interface Verdict {}

  /**
   * A report that counts.
   *
   * @param submitter the domain that reports
   */
  public record Accepted(ReceivedReport report, String submitter) implements Verdict {}

  /**
   * None; the message stays in its mailbox.
   *
   * @param reason in one line
   */
  public record Rejected(String reason) implements Verdict {}

  /**
   * That could not be found out now.
   *
   * @param reason in one line
   */
  public record Later(String reason) implements Verdict {}

  /**
   * Reads a message.
   *
   * @param message whole
   */
  public Verdict read(byte[] message) {
    // The signature first: nothing of a stranger's is unpacked before somebody answers for it.
    DkimVerifier.Verdict signed = signatures.verify(message, SERVICE);
    if (signed instanceof DkimVerifier.NotFoundOut later) {
      return new Later(later.reason());
    }
    if (signed instanceof DkimVerifier.NotSigned not) {
      return rejected("it is not signed: " + not.reason());
    }
    if (!(signed instanceof DkimVerifier.Signed proof)) {
      throw new AssertionError(signed);
    }
    try {
      ReportPart part = ReportPart.in(message);
      ReceivedReport report = ReportReader.read(utf8(part.json()));
      return judge(report, part.submitter(), proof.domains());
    } catch (MalformedReportException malformed) {
      return rejected(String.valueOf(malformed.getMessage()));
    }
  }

  private Verdict judge(ReceivedReport report, String stated, List<String> signers) {
    // RFC 8460 §5.3, §5.6: the domain of contact-info is the submitter, and the report is right.
    String submitter =
        Mailbox.parse(report.contact()).map(each -> each.domain().name()).orElse(stated);
    if (submitter.isEmpty()) {
      return rejected("it does not say who reports");
    }
    if (signers.stream().noneMatch(signer -> isAligned(signer, submitter))) {
      return rejected(
          "it is signed by " + String.join(", ", signers) + ", and reported by " + submitter);
    }
    for (ReceivedReport.Policy policy : report.policies()) {
      if (!isOf(policy.domain(), hosted)) {
        return rejected("it is about " + policy.domain() + ", which is not hosted here");
      }
    }
    return new Accepted(report, submitter);
  }

  /** The same domain, or one that the other is part of. */
  private static boolean isAligned(String signer, String submitter) {
    String one = signer.toLowerCase(Locale.ROOT);
    String other = submitter.toLowerCase(Locale.ROOT);
    boolean within = one.contains(".") && other.endsWith("." + one);
    return one.equals(other) || within || one.endsWith("." + other);
  }

  /** A hosted domain, or a host in one: the TLSA base domain (RFC 8460 §1.1). */
  static boolean isOf(String name, Predicate<Domain> hosted) {
    for (String rest = name; rest.contains("."); rest = rest.substring(rest.indexOf('.') + 1)) {
      if (Domain.parse(rest).filter(hosted).isPresent()) {
        return true;
      }
    }
    return false;
  }

  static String utf8(byte[] json) throws MalformedReportException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException otherCharset) {
      throw new MalformedReportException("it is not UTF-8"); // RFC 7493 §2.1
    }
  }

  private static Rejected rejected(String reason) {
    return new Rejected(PeerText.oneLine(reason, MOST_REASON));
  }
}
