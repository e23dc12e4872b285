package org.sealpost.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** A recursive server that validates nothing, above a whole tree of zones with its own root key. */
public final class SignedTree implements Resolver {
  private final InstantSource clock;
  private final List<SignedZone> zones = new ArrayList<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final Map<Name, Integer> rcodes = new HashMap<>();
  private boolean cutAtCname;

  /** A tree with a signed root and nothing else; signatures are of the clock's time. */
  public SignedTree(InstantSource clock) {
    this.clock = clock;
    zones.add(new SignedZone(".", true));
  }

  SignedZone root() {
    return zones.get(0);
  }

  /** Adds a zone below the nearest one there is. */
  public SignedZone zone(String apex, boolean signed) {
    SignedZone zone = new SignedZone(apex, signed);
    authority(zone.apex(), Type.SOA).delegating(zone);
    zones.add(zone);
    return zone;
  }

  /** Makes every question about the name end with this code. */
  void failing(String name, int rcode) {
    rcodes.put(SignedZone.name(name), rcode);
  }

  /** Answers with the first CNAME only, as some servers do (RFC 7672 §2.1.3). */
  void cutAtCname() {
    cutAtCname = true;
  }

  /** What was asked, as {@code name/TYPE}. */
  List<String> questions() {
    return List.copyOf(questions);
  }

  /** Writes the root's key into a file of trust anchors. */
  public TrustAnchors anchors(Path file) {
    try {
      Files.writeString(file, root().ds().toString());
      return TrustAnchors.read(file);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    Record question = query.getQuestion();
    questions.add(question.getName() + "/" + Type.string(question.getType()));
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    Integer rcode = rcodes.get(question.getName());
    if (rcode == null) {
      answer(answer, question.getName(), question.getType());
    } else {
      answer.getHeader().setRcode(rcode);
    }
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return sendAsync(query);
  }

  private void answer(Message answer, Name asked, int type) {
    Instant now = clock.instant();
    Name name = asked;
    SignedZone zone = authority(name, type);
    List<Record> alias = alias(zone, name, type, now);
    while (!alias.isEmpty()) {
      alias.forEach(each -> answer.addRecord(each, Section.ANSWER));
      if (cutAtCname) {
        return;
      }
      name = ((CNAMERecord) alias.get(0)).getTarget();
      zone = authority(name, type);
      alias = alias(zone, name, type, now);
    }
    List<Record> found = zone.find(name, type, now);
    found.forEach(each -> answer.addRecord(each, Section.ANSWER));
    if (found.isEmpty()) {
      zone.denial(name, now).forEach(each -> answer.addRecord(each, Section.AUTHORITY));
      answer.getHeader().setRcode(zone.exists(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
    }
  }

  private static List<Record> alias(SignedZone zone, Name name, int type, Instant now) {
    return type == Type.CNAME || type == Type.DS ? List.of() : zone.find(name, Type.CNAME, now);
  }

  /** RFC 4035 §3.1.4.1: the DS records of a zone stand in its parent. */
  private SignedZone authority(Name name, int type) {
    return zones.stream()
        .filter(zone -> name.subdomain(zone.apex()))
        .filter(zone -> type != Type.DS || !zone.apex().equals(name) || name.equals(Name.root))
        .max(Comparator.comparingInt(zone -> zone.apex().labels()))
        .orElseThrow();
  }

  @Override
  public Duration getTimeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void setTimeout(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setPort(int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setTCP(boolean flag) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setIgnoreTruncation(boolean flag) {
    // in memory there is no limit to a message
  }

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
    // in memory there is no limit to a message
  }

  @Override
  public void setTSIGKey(TSIG key) {
    throw new UnsupportedOperationException();
  }
}
