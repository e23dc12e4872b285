package org.sealpost.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
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

/** A recursive name server in memory, with a few records and no network. */
final class FakeZone implements Resolver {
  private final List<Record> records = new ArrayList<>();
  private final Map<String, Integer> rcodes = new ConcurrentHashMap<>();
  private volatile boolean authenticating;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final Duration timeout;
  private volatile @Nullable CompletableFuture<Void> gate;

  FakeZone() {
    this(Duration.ofSeconds(5));
  }

  /** With the time that it promises to answer in. */
  FakeZone(Duration timeout) {
    this.timeout = timeout;
  }

  /** Adds {@code "name type data"}; the TTL is an hour. */
  FakeZone with(String name, String type, String data) {
    try {
      Name owner = Name.fromString(name + ".");
      records.add(Record.fromString(owner, Type.value(type), DClass.IN, 3600, data, Name.root));
      return this;
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  /** Makes every question about the name end with this code. */
  FakeZone failing(String name, int rcode) {
    rcodes.put(name + ".", rcode);
    return this;
  }

  /** Sets the AD bit in every answer. */
  FakeZone authenticating() {
    authenticating = true;
    return this;
  }

  /** Keeps answers back until the returned future is completed. */
  CompletableFuture<Void> holdBack() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    gate = opened;
    return opened;
  }

  /** Answers new questions at once; those that were held back stay so. */
  void holdBackNoMore() {
    gate = null;
  }

  /** What was asked, as {@code name/TYPE}. */
  List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    Record question = query.getQuestion();
    questions.add(question.getName() + "/" + Type.string(question.getType()));
    Message answer = answer(query, question);
    CompletableFuture<Void> closed = gate;
    return closed == null
        ? CompletableFuture.completedFuture(answer)
        : closed.thenApply(opened -> answer);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return sendAsync(query);
  }

  private Message answer(Message query, Record question) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    if (authenticating) {
      answer.getHeader().setFlag(Flags.AD);
    }
    answer.addRecord(question, Section.QUESTION);
    Name name = question.getName();
    Integer rcode = rcodes.get(name.toString());
    if (rcode != null) {
      answer.getHeader().setRcode(rcode);
      return answer;
    }
    boolean exists = false;
    for (Record each : records) {
      if (each.getName().equals(name)) {
        exists = true;
        if (each.getType() == question.getType() || each.getType() == Type.CNAME) {
          answer.addRecord(each, Section.ANSWER);
        }
      }
    }
    answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
    return answer;
  }

  @Override
  public Duration getTimeout() {
    return timeout;
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
    throw new UnsupportedOperationException();
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
