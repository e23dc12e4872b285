package org.sealpost.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.exceptions.TempFailException;
import org.sealpost.client.PeerText;
import org.sealpost.dns.DnsClient;
import org.sealpost.dns.TextAnswer;

/** Finds out which domains have signed a message (RFC 6376 §6). Thread-safe; asks the DNS. */
public final class DkimVerifier {
  private static final int MOST_DETAIL = 200;

  private final DnsClient dns;

  /** Keys come from there. */
  public DkimVerifier(DnsClient dns) {
    this.dns = dns;
  }

  /** What looking at the signatures came to. */
  public sealed interface Verdict {}

  /**
   * At least one is right.
   *
   * @param domains of those that are right and sign the whole body, in A-labels and lower case
   */
  public record Signed(List<String> domains) implements Verdict {
    /** Copies the list. */
    public Signed {
      domains = List.copyOf(domains);
    }
  }

  /**
   * None is.
   *
   * @param reason in one line
   */
  public record NotSigned(String reason) implements Verdict {}

  /**
   * A key could not be looked up; later it may be.
   *
   * @param reason in one line
   */
  public record NotFoundOut(String reason) implements Verdict {}

  /**
   * Verifies.
   *
   * @param message whole, lines ended by CRLF
   * @param service the service type that keys have to be for, for example {@code tlsrpt} (RFC 6376
   *     §3.6.1)
   */
  public Verdict verify(byte[] message, String service) {
    DKIMVerifier verifier = new DKIMVerifier(new Keys(service));
    try {
      List<SignatureRecord> right = verifier.verify(new ByteArrayInputStream(message));
      if (right == null || right.isEmpty()) {
        return new NotSigned("there is no DKIM signature");
      }
      List<String> whole =
          right.stream()
              // l= would let anybody put something behind (RFC 8460 §3).
              .filter(each -> each.getBodyHashLimit() < 0)
              .map(each -> each.getDToken().toString().toLowerCase(Locale.ROOT))
              .distinct()
              .toList();
      return whole.isEmpty()
          ? new NotSigned("its DKIM signature covers a part of the body only")
          : new Signed(whole);
    } catch (TempFailException later) {
      return new NotFoundOut(detail(later));
    } catch (FailException | IOException | RuntimeException wrong) {
      // The library throws what it likes where a signature is nonsense.
      return new NotSigned(detail(wrong));
    }
  }

  private static String detail(Exception failure) {
    return PeerText.oneLine(String.valueOf(failure.getMessage()), MOST_DETAIL);
  }

  /** Key records from the DNS, those of other services left out. */
  private final class Keys implements PublicKeyRecordRetriever {
    private final String service;

    Keys(String service) {
      this.service = service;
    }

    @Override
    public List<String> getRecords(CharSequence method, CharSequence selector, CharSequence domain)
        throws TempFailException, PermFailException {
      if (!"dns/txt".contentEquals(method)) {
        throw new PermFailException("unknown key query method");
      }
      TextAnswer answer = dns.texts(selector + "._domainkey." + domain);
      if (answer instanceof TextAnswer.NotFoundOut) {
        throw new TempFailException("the key of " + domain + " could not be looked up");
      }
      return answer instanceof TextAnswer.Texts found
          ? found.texts().stream().filter(record -> isFor(record, service)).toList()
          : List.of();
    }
  }

  /** RFC 6376 §3.6.1: verifiers MUST ignore the record of a key for other services. */
  static boolean isFor(String record, String service) {
    for (String tag : record.split(";", -1)) {
      String[] parts = tag.strip().split("\\s*=\\s*", 2);
      if (parts.length == 2 && parts[0].equals("s")) {
        return List.of(parts[1].strip().split("\\s*:\\s*")).stream()
            .anyMatch(each -> each.equals("*") || each.equalsIgnoreCase(service));
      }
    }
    return true; // the default is every service
  }
}
