package org.sealpost.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.dns.Lookup.Failed;
import org.sealpost.dns.Lookup.Found;
import org.sealpost.dns.Lookup.NoData;
import org.sealpost.dns.Lookup.NoName;
import org.sealpost.dns.Upstream.Question;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Asks questions and follows CNAMEs to their end. Answers are remembered for their TTL, and equal
 * questions at the same time are asked once. Thread-safe.
 */
final class Lookups {
  private static final int MOST_QUESTIONS = 16;
  private static final int MOST_CACHED = 100_000;

  private final DnsServers servers;
  private final InstantSource clock;
  private final Duration patience;
  private final AnswerCache<Question, Lookup> cache;
  private final ConcurrentHashMap<Question, CompletableFuture<Lookup>> running =
      new ConcurrentHashMap<>();

  Lookups(DnsServers servers, InstantSource clock) {
    this.servers = servers;
    this.clock = clock;
    this.cache = new AnswerCache<>(MOST_CACHED, clock);
    // Each question has its own limit; this one only holds where a chain adds them up.
    this.patience = servers.timeout().multipliedBy(3);
  }

  /** The answer; complete within {@link #patience}, and never exceptionally. */
  CompletableFuture<Lookup> ask(Name name, int type) {
    Question question = new Question(name, type);
    @Nullable Lookup known = cache.get(question);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    CompletableFuture<Lookup> mine = new CompletableFuture<>();
    CompletableFuture<Lookup> other = running.putIfAbsent(question, mine);
    if (other != null) {
      return other;
    }
    CompletionStage<Reading> unused =
        ask(question, 1)
            .toCompletableFuture()
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS) // or it stays for ever
            .exceptionally(failure -> Reading.failed(failed(failure), name))
            .whenComplete((reading, bug) -> end(question, mine, reading, bug));
    return mine;
  }

  private void end(
      Question question,
      CompletableFuture<Lookup> waiting,
      @Nullable Reading reading,
      @Nullable Throwable bug) {
    @Nullable Lookup lookup = reading == null ? null : reading.lookup();
    if (reading != null && lookup != null) {
      cache.put(question, lookup, reading.keep());
      if (lookup instanceof Failed failure) {
        DnsLog.failed(question.name(), question.type(), failure);
      }
    }
    running.remove(question);
    waiting.complete(lookup == null ? failed(bug) : lookup);
  }

  /** Asks, and asks on where the answer stops at a CNAME (RFC 7672 §2.1.3). */
  private CompletionStage<Reading> ask(Question question, int asked) {
    return send(question)
        .thenCompose(
            reading -> {
              if (reading.lookup() != null) {
                return CompletableFuture.completedFuture(reading);
              }
              if (asked >= MOST_QUESTIONS) {
                Failed failed = new Failed(SecurityStatus.INDETERMINATE, "too many CNAMEs");
                return CompletableFuture.completedFuture(Reading.failed(failed, question.name()));
              }
              return ask(new Question(reading.next(), question.type()), asked + 1)
                  .thenApply(end -> joined(reading, end));
            });
  }

  private CompletionStage<Reading> send(Question question) {
    Name name = question.name();
    Message query = Message.newQuery(Record.newRecord(name, question.type(), DClass.IN));
    CompletionStage<Message> sent;
    try {
      sent = servers.resolver(name).sendAsync(query);
    } catch (RuntimeException bug) {
      sent = CompletableFuture.failedStage(bug);
    }
    return sent.handle(
        (answer, failure) -> {
          if (answer == null) {
            return Reading.failed(failed(failure), name);
          }
          Instant now = clock.instant();
          return Reading.of(answer, name, question.type(), servers.adCounts(name), now);
        });
  }

  /** RFC 7672 §2.1.3: behind an insecure CNAME everything is insecure. */
  private static Reading joined(Reading alias, Reading end) {
    @Nullable Lookup lookup = end.lookup();
    boolean weaker =
        alias.security() == SecurityStatus.INSECURE
            && end.security() == SecurityStatus.SECURE
            && lookup != null;
    Reading weakened =
        weaker
            ? new Reading(insecure(lookup), end.next(), SecurityStatus.INSECURE, end.keep())
            : end;
    return weakened.keptAtMost(alias.keep());
  }

  private static @Nullable Lookup insecure(@Nullable Lookup lookup) {
    if (lookup instanceof Found found) {
      return new Found(SecurityStatus.INSECURE, found.owner(), found.records());
    }
    if (lookup instanceof NoData) {
      return new NoData(SecurityStatus.INSECURE);
    }
    return lookup instanceof NoName ? new NoName(SecurityStatus.INSECURE) : lookup;
  }

  private static Failed failed(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return new Failed(SecurityStatus.INDETERMINATE, "no answer in time");
    }
    return new Failed(SecurityStatus.INDETERMINATE, PeerText.oneLine(String.valueOf(cause), 200));
  }
}
