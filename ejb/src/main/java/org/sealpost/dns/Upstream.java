package org.sealpost.dns;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * The name servers as validation sees them: what they could not answer is a failure and not an
 * answer that fails validation; an answer that stops at an alias is completed by asking on, as a
 * recursive server would have done (RFC 1034 §4.3.2), because validation takes it for one without
 * data otherwise; and the keys of the zones above are not asked for over and over.
 */
final class Upstream implements Resolver {
  private static final int MOST_KEYS = 10_000;
  private static final int MOST_ALIASES = 8;

  /** Short, because nobody has validated what is remembered here (RFC 4035 §4.7). */
  private static final Duration KEYS_KEPT = Duration.ofMinutes(1);

  private final Resolver servers;
  private final AnswerCache<Question, CompletableFuture<Message>> keys;

  Upstream(Resolver servers, InstantSource clock) {
    this.servers = servers;
    this.keys = new AnswerCache<>(MOST_KEYS, clock);
  }

  /** What is asked. */
  record Question(Name name, int type) {
    static Question of(Message query) {
      Record question = query.getQuestion();
      return new Question(question.getName(), question.getType());
    }
  }

  /** The servers said that they have no answer. */
  static final class NotAnsweredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAnsweredException(int rcode) {
      super(Rcode.string(rcode));
    }
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    Question question = Question.of(query);
    if (question.type() != Type.DS && question.type() != Type.DNSKEY) {
      return answered(query);
    }
    @Nullable CompletableFuture<Message> known = keys.get(question);
    if (known == null || known.isCompletedExceptionally()) {
      known = answered(query).toCompletableFuture();
      keys.put(question, known, KEYS_KEPT);
    }
    // Each asker gets its own copy; validation writes into it.
    return known.thenApply(Message::clone);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return sendAsync(query);
  }

  private CompletionStage<Message> answered(Message query) {
    return answered(query, MOST_ALIASES);
  }

  private CompletionStage<Message> answered(Message query, int aliases) {
    return servers
        .sendAsync(query)
        .thenCompose(
            answer -> {
              int rcode = answer.getRcode();
              if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
                throw new NotAnsweredException(rcode);
              }
              @Nullable Name next = aliases == 0 ? null : openEnd(query.getQuestion(), answer);
              return next == null
                  ? CompletableFuture.completedFuture(answer)
                  : answered(about(next, query), aliases - 1)
                      .thenApply(further -> joined(answer, further));
            });
  }

  /** The name an alias leads to that the answer says nothing about; null where there is none. */
  private static @Nullable Name openEnd(Record question, Message answer) {
    boolean ended =
        answer.getRcode() != Rcode.NOERROR
            || answer.getSection(Section.AUTHORITY).stream().anyMatch(SOARecord.class::isInstance);
    if (ended || question.getType() == Type.CNAME) {
      return null;
    }
    Map<Name, Name> aliases = new HashMap<>();
    for (Record each : answer.getSection(Section.ANSWER)) {
      if (each.getType() == question.getType()) {
        return null;
      }
      if (each instanceof CNAMERecord alias) {
        aliases.put(alias.getName(), alias.getTarget());
      }
    }
    @Nullable Name end = aliases.remove(question.getName());
    while (end != null && aliases.containsKey(end)) {
      end = aliases.remove(end); // a loop ends as well
    }
    return end;
  }

  /** The same question about another name. */
  private static Message about(Name name, Message query) {
    Message other = query.clone();
    Record question = query.getQuestion();
    other.getHeader().setID(new Header().getID());
    other.removeAllRecords(Section.QUESTION);
    Record asked = Record.newRecord(name, question.getType(), question.getDClass());
    other.addRecord(asked, Section.QUESTION);
    return other;
  }

  /** One answer of two; each part keeps its own signatures and proofs. */
  private static Message joined(Message alias, Message further) {
    Message whole = alias.clone();
    whole.getHeader().setRcode(further.getHeader().getRcode());
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (Record each : further.getSection(section)) {
        if (!whole.findRecord(each, section)) {
          whole.addRecord(each, section);
        }
      }
    }
    return whole;
  }

  @Override
  public Duration getTimeout() {
    return servers.getTimeout();
  }

  @Override
  public void setTimeout(Duration timeout) {
    servers.setTimeout(timeout);
  }

  @Override
  public void setPort(int port) {
    servers.setPort(port);
  }

  @Override
  public void setTCP(boolean flag) {
    servers.setTCP(flag);
  }

  @Override
  public void setIgnoreTruncation(boolean flag) {
    servers.setIgnoreTruncation(flag);
  }

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
    servers.setEDNS(version, payloadSize, flags, options);
  }

  @Override
  public void setTSIGKey(TSIG key) {
    servers.setTSIGKey(key);
  }
}
