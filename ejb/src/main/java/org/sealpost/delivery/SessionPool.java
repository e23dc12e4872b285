package org.sealpost.delivery;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.client.dane.TlsaSet;
import org.sealpost.config.RouteLogin;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.smtp.Domain;

/**
 * Idle sessions, kept for a short while for the next message to the same host under the same
 * decision. Thread-safe.
 *
 * <p>A session is found again only under the {@link Key} it was proved for: REQUIRED mail never
 * gets one that was not itself verified and seen to announce REQUIRETLS for REQUIRED mail.
 */
final class SessionPool implements AutoCloseable {
  private static final int MOST_IDLE = 200;
  private static final int MOST_TRANSACTIONS = 100;

  private final Duration idleTime;
  private final InstantSource clock;
  private final Executor goodbyes;
  private final Map<Key, Deque<Idle>> idle = new HashMap<>();
  private int size;
  private boolean closed;

  /**
   * @param idleTime zero: nothing is kept
   * @param goodbyes runs the QUIT of sessions nobody needs any more
   */
  SessionPool(Duration idleTime, InstantSource clock, Executor goodbyes) {
    this.idleTime = idleTime;
    this.clock = clock;
    this.goodbyes = goodbyes;
  }

  /**
   * What a session was made for.
   *
   * @param demands TLS use, proof, and whether it is for REQUIRED mail
   * @param tlsa what the certificate was matched with, and with it the name in the handshake; null
   *     where the demands are without DANE
   * @param login as whom it was signed in; null: not at all
   */
  record Key(
      String host,
      InetAddress address,
      int port,
      Connect demands,
      @Nullable TlsaSet tlsa,
      @Nullable RouteLogin login) {}

  private record Idle(SmtpClientSession session, Instant since) {}

  /**
   * A session that seems alive; null where there is none. It is the caller's from then on.
   *
   * @param domain of the recipients it is for; a session may take only so many (RFC 9422 §4.3)
   */
  @Nullable SmtpClientSession take(Key key, Domain domain) {
    while (true) {
      SmtpClientSession session = takeAny(key, domain);
      if (session == null || session.isUsable()) {
        return session;
      }
      session.close(); // the peer has spoken out of turn: a 421, most likely
    }
  }

  private synchronized @Nullable SmtpClientSession takeAny(Key key, Domain domain) {
    Deque<Idle> sessions = idle.getOrDefault(key, new ArrayDeque<>());
    Iterator<Idle> newestFirst = sessions.descendingIterator();
    while (newestFirst.hasNext()) {
      SmtpClientSession session = newestFirst.next().session();
      if (session.admits(domain)) {
        newestFirst.remove();
        size--;
        if (sessions.isEmpty()) {
          idle.remove(key);
        }
        return session;
      }
    }
    return null;
  }

  /** Takes back a session after its transaction: keeps it, or ends it. */
  void give(Key key, SmtpClientSession session) {
    if (!session.isUsable()) {
      session.quit();
    } else if (session.transactions() >= MOST_TRANSACTIONS || !keep(key, session)) {
      session.quit();
    }
  }

  private synchronized boolean keep(Key key, SmtpClientSession session) {
    if (closed || idleTime.isZero() || size >= MOST_IDLE) {
      return false;
    }
    idle.computeIfAbsent(key, none -> new ArrayDeque<>()).add(new Idle(session, clock.instant()));
    size++;
    return true;
  }

  /** Ends what was idle for too long; called about once a second. */
  void sweep() {
    for (SmtpClientSession session : removeIdleSince(clock.instant().minus(idleTime))) {
      endLater(session);
    }
  }

  private void endLater(SmtpClientSession session) {
    try {
      goodbyes.execute(session::quit);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      // Without a thread nobody can wait for the answer to QUIT. The sweep must not end with it: it
      // would be the last one, and idle sessions would stay for good.
      session.close();
    }
  }

  private synchronized List<SmtpClientSession> removeIdleSince(Instant limit) {
    List<SmtpClientSession> removed = new ArrayList<>();
    Iterator<Deque<Idle>> all = idle.values().iterator();
    while (all.hasNext()) {
      Deque<Idle> sessions = all.next();
      while (!sessions.isEmpty() && !sessions.getFirst().since().isAfter(limit)) {
        removed.add(sessions.removeFirst().session());
        size--;
      }
      if (sessions.isEmpty()) {
        all.remove();
      }
    }
    return removed;
  }

  /** How many sessions are idle. */
  synchronized int size() {
    return size;
  }

  /** Ends all idle sessions; those in use end when they are given back. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    removeIdleSince(Instant.MAX).forEach(this::endLater);
  }
}
