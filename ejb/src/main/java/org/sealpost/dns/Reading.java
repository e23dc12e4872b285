package org.sealpost.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.dns.Lookup.Failed;
import org.sealpost.dns.Lookup.Found;
import org.sealpost.dns.Lookup.NoData;
import org.sealpost.dns.Lookup.NoName;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * What one DNS message answers to one question.
 *
 * @param lookup the end, or null where the message stops at a CNAME
 * @param next where to go on in that case: the name the CNAME leads to
 * @param security of what the message holds
 * @param keep how long it may be remembered; zero: not at all
 */
record Reading(@Nullable Lookup lookup, Name next, SecurityStatus security, Duration keep) {
  private static final int MOST_CNAMES = 16;

  /** RFC 8767 §4 wants a limit, of a week. Choice: a day, after which a change shows. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** RFC 2308 §5: one to three hours have been found to work well. */
  private static final Duration LONGEST_NEGATIVE = Duration.ofHours(1);

  /** RFC 9520 §3.2: one second at least, five minutes at most. */
  private static final Duration FAILURE = Duration.ofSeconds(5);

  /**
   * Reads a message.
   *
   * @param adCounts whether the AD bit can be believed (RFC 4035 §4.9.3)
   */
  static Reading of(Message message, Name name, int type, boolean adCounts, Instant now) {
    int rcode = message.getHeader().getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return failed(failure(message, rcode), name);
    }
    SecurityStatus security =
        adCounts && message.getHeader().getFlag(Flags.AD)
            ? SecurityStatus.SECURE
            : SecurityStatus.INSECURE;
    return new Walk(message, type, security, now).from(name);
  }

  /** A failure, remembered for a moment so that a broken zone is not asked in a storm. */
  static Reading failed(Failed failed, Name name) {
    return new Reading(failed, name, failed.security(), FAILURE);
  }

  /** The same, at most for this long. */
  Reading keptAtMost(Duration limit) {
    return new Reading(lookup, next, security, limit.compareTo(keep) < 0 ? limit : keep);
  }

  private static Failed failure(Message message, int rcode) {
    String reason = "";
    for (Record each : message.getSection(Section.ADDITIONAL)) {
      if (each instanceof TXTRecord text
          && each.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS) {
        reason = String.join("", text.getStrings());
      }
    }
    boolean bogus = !reason.isEmpty() || isReportedBogus(message);
    return new Failed(
        bogus ? SecurityStatus.BOGUS : SecurityStatus.INDETERMINATE,
        PeerText.oneLine(Rcode.string(rcode) + " " + reason, 200).strip());
  }

  /** RFC 8914 §4: the codes 5 to 12 are those of failed validation. */
  private static boolean isReportedBogus(Message message) {
    OPTRecord opt = message.getOPT();
    if (opt == null) {
      return false;
    }
    for (EDNSOption option : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)) {
      if (option instanceof ExtendedErrorCodeOption error
          && error.getErrorCode() > ExtendedErrorCodeOption.DNSSEC_INDETERMINATE
          && error.getErrorCode() <= ExtendedErrorCodeOption.NSEC_MISSING) {
        return true;
      }
    }
    return false;
  }

  /** One way through the answer section. */
  private static final class Walk {
    private final Message message;
    private final int type;
    private final SecurityStatus security;
    private final Instant now;
    private Duration keep = LONGEST;

    Walk(Message message, int type, SecurityStatus security, Instant now) {
      this.message = message;
      this.type = type;
      this.security = security;
      this.now = now;
    }

    Reading from(Name name) {
      Name owner = name;
      for (int links = 0; links <= MOST_CNAMES; links++) {
        List<Record> records = records(owner, type);
        if (!records.isEmpty()) {
          return read(new Found(security, owner, records), owner);
        }
        List<Record> aliases = records(owner, Type.CNAME);
        if (aliases.isEmpty()) {
          return end(owner, links > 0);
        }
        owner = ((CNAMERecord) aliases.get(0)).getTarget();
      }
      return failed(new Failed(SecurityStatus.INDETERMINATE, "too many CNAMEs"), name);
    }

    private Reading end(Name owner, boolean afterAlias) {
      @Nullable SOARecord soa = soa();
      if (afterAlias && soa == null && message.getHeader().getRcode() == Rcode.NOERROR) {
        // RFC 7672 §2.1.3: the answer stops here, and the question has to be repeated there.
        return read(null, owner);
      }
      // RFC 2308 §5: without SOA there is no negative TTL, and it should not be cached.
      Duration negative = soa == null ? Duration.ZERO : LONGEST_NEGATIVE;
      if (soa != null) {
        // RFC 2308 §4: the smaller of its TTL and its MINIMUM field.
        negative = shorter(negative, Math.min(soa.getTTL(), soa.getMinimum()));
      }
      boolean exists = message.getHeader().getRcode() == Rcode.NOERROR;
      Lookup lookup = exists ? new NoData(security) : new NoName(security);
      return read(lookup, owner).keptAtMost(negative);
    }

    private Reading read(@Nullable Lookup lookup, Name next) {
      return new Reading(lookup, next, security, keep);
    }

    private @Nullable SOARecord soa() {
      for (Record each : message.getSection(Section.AUTHORITY)) {
        if (each instanceof SOARecord soa) {
          return soa;
        }
      }
      return null;
    }

    /** The records of a name and type; what they and their signatures live for counts. */
    private List<Record> records(Name owner, int wanted) {
      List<Record> found = new ArrayList<>();
      for (Record each : message.getSection(Section.ANSWER)) {
        if (each.getName().equals(owner) && each.getType() == wanted) {
          found.add(each);
          keep = shorter(keep, each.getTTL());
        }
      }
      for (Record each : message.getSection(Section.ANSWER)) {
        if (!found.isEmpty()
            && each instanceof RRSIGRecord signature
            && each.getName().equals(owner)
            && signature.getTypeCovered() == wanted) {
          // RFC 4035 §5.3.3: nor longer than the signature says, or than it is valid.
          keep = shorter(keep, Math.min(signature.getTTL(), signature.getOrigTTL()));
          long valid = Duration.between(now, signature.getExpire()).toSeconds();
          keep = shorter(keep, Math.max(0, valid));
        }
      }
      return found;
    }

    private static Duration shorter(Duration limit, long seconds) {
      return seconds < limit.toSeconds() ? Duration.ofSeconds(seconds) : limit;
    }
  }
}
