package org.sealpost.dns;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A zone that signs its answers at the moment they are asked for (RFC 4034, RFC 4035 §2). */
public final class SignedZone {
  private static final long TTL = 3600;

  /** What is wrong with the signature of one record set. */
  public enum Fault {
    /** One bit of it is another. */
    WRONG,
    /** It ended yesterday. */
    EXPIRED,
    /** It begins tomorrow. */
    NOT_YET,
    /** There is none. */
    MISSING
  }

  private record Set(Name name, int type) {}

  private final Name apex;
  private final boolean signed;
  private final KeyPair keys = newKeys();
  private final DNSKEYRecord key;
  private final TreeMap<Name, Map<Integer, RRset>> names = new TreeMap<>();
  private final Map<Set, Fault> faults = new HashMap<>();
  private Duration valid = Duration.ofDays(7);

  SignedZone(String apex, boolean signed) {
    this.apex = name(apex);
    this.signed = signed;
    try {
      int zoneKey = DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY;
      this.key =
          new DNSKEYRecord(
              this.apex,
              DClass.IN,
              TTL,
              zoneKey,
              DNSKEYRecord.Protocol.DNSSEC,
              DNSSEC.Algorithm.ECDSAP256SHA256,
              keys.getPublic());
    } catch (DNSSEC.DNSSECException failed) {
      throw new IllegalStateException(failed);
    }
    with(apex, "SOA", "ns.example. admin.example. 1 7200 3600 604800 600");
    with(apex, "NS", "ns.example.");
    if (signed) {
      add(key);
    }
  }

  static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  Name apex() {
    return apex;
  }

  boolean isSigned() {
    return signed;
  }

  /** Adds {@code "name type data"}. */
  public SignedZone with(String name, String type, String data) {
    try {
      add(Record.fromString(name(name), Type.value(type), DClass.IN, TTL, data, Name.root));
      return this;
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private void add(Record record) {
    names
        .computeIfAbsent(record.getName(), none -> new HashMap<>())
        .computeIfAbsent(record.getType(), none -> new RRset())
        .addRR(record);
  }

  /** Makes another zone a child, with its DS record where it is signed. */
  SignedZone delegating(SignedZone child) {
    with(child.apex.toString(), "NS", "ns.example.");
    if (child.signed) {
      add(child.ds());
    }
    return this;
  }

  /** The DS record of its key. */
  DSRecord ds() {
    return new DSRecord(apex, DClass.IN, TTL, DNSSEC.Digest.SHA256, key);
  }

  /** Breaks the signature of one record set. */
  public SignedZone broken(String name, String type, Fault fault) {
    faults.put(new Set(name(name), Type.value(type)), fault);
    return this;
  }

  /** Makes signatures that last only so long. */
  void lasting(Duration time) {
    valid = time;
  }

  /** A record set with its signature; empty where there is none. */
  List<Record> find(Name name, int type, Instant now) {
    Map<Integer, RRset> here = names.get(name);
    RRset set = here == null ? null : here.get(type);
    return set == null ? List.of() : withSignature(set, now);
  }

  /** Whether the name or one below it is there. */
  boolean exists(Name name) {
    return names.keySet().stream().anyMatch(each -> each.subdomain(name));
  }

  private List<Record> withSignature(RRset set, Instant now) {
    List<Record> records = new ArrayList<>(set.rrs(false));
    Fault fault = faults.get(new Set(set.getName(), set.getType()));
    boolean belowCut = set.getType() == Type.NS && !set.getName().equals(apex);
    if (signed && fault != Fault.MISSING && !belowCut) {
      records.add(signature(set, now, fault));
    }
    return records;
  }

  private RRSIGRecord signature(RRset set, Instant now, @Nullable Fault fault) {
    Instant begin = now.minus(Duration.ofDays(7));
    Instant end = now.plus(valid);
    if (fault == Fault.EXPIRED) {
      end = now.minus(Duration.ofDays(1));
    } else if (fault == Fault.NOT_YET) {
      begin = now.plus(Duration.ofDays(1));
    }
    try {
      RRSIGRecord good = DNSSEC.sign(set, key, keys.getPrivate(), begin, end);
      return fault == Fault.WRONG ? changed(good) : good;
    } catch (DNSSEC.DNSSECException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static RRSIGRecord changed(RRSIGRecord good) {
    byte[] signature = good.getSignature().clone();
    signature[10] ^= 1;
    return new RRSIGRecord(
        good.getName(),
        DClass.IN,
        good.getTTL(),
        good.getTypeCovered(),
        good.getAlgorithm(),
        good.getOrigTTL(),
        good.getExpire(),
        good.getTimeSigned(),
        good.getFootprint(),
        good.getSigner(),
        signature);
  }

  /** SOA, and where it is signed the proof that the name or the type is not there (§3.1.3). */
  List<Record> denial(Name name, Instant now) {
    List<Record> records = new ArrayList<>(find(apex, Type.SOA, now));
    if (signed) {
      TreeSet<Name> owners = new TreeSet<>();
      owners.add(before(name));
      if (!exists(name)) {
        owners.add(before(wildcard(name)));
      }
      owners.forEach(owner -> records.addAll(withSignature(nsec(owner), now)));
    }
    return records;
  }

  /** The name itself, or the last one before it in the zone. */
  private Name before(Name name) {
    Name floor = names.floorKey(name);
    return floor == null ? names.lastKey() : floor;
  }

  private Name wildcard(Name name) {
    Name closest = name;
    while (!exists(closest)) {
      closest = new Name(closest, 1);
    }
    return closest.equals(Name.root) ? name("*.") : name("*." + closest);
  }

  private RRset nsec(Name owner) {
    Name next = names.higherKey(owner);
    TreeSet<Integer> types = new TreeSet<>(names.getOrDefault(owner, Map.of()).keySet());
    types.add(Type.NSEC);
    types.add(Type.RRSIG);
    int[] bits = types.stream().mapToInt(Integer::intValue).toArray();
    return new RRset(new NSECRecord(owner, DClass.IN, 600, next == null ? apex : next, bits));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
