package org.sealpost.dns;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * The name servers as validation sees them: what they could not answer is a failure and not an
 * answer that fails validation, and the keys of the zones above are not asked for over and over.
 */
final class Upstream implements Resolver {
  private static final int MOST_KEYS = 10_000;

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
    return servers
        .sendAsync(query)
        .thenApply(
            answer -> {
              int rcode = answer.getRcode();
              if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
                throw new NotAnsweredException(rcode);
              }
              return answer;
            });
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
