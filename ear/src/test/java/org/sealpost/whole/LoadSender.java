package org.sealpost.whole;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sealpost.testkit.WireClient;

/**
 * Sessions that send message after message until the server is gone, and remember which of them it
 * has answered with 250: those are the server's from then on (RFC 5321 §6.1).
 */
final class LoadSender {
  private static final String CONTENT =
      "From: load@sender.example\r\nTo: b@peer.example\r\nMessage-ID: <%s>\r\nSubject: load\r\n\r\n"
          + "One of many.\r\n".repeat(100);

  private final InetSocketAddress server;
  private final String prefix;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean finishing;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  /**
   * Not sending yet.
   *
   * @param prefix of the Message-IDs
   */
  LoadSender(InetSocketAddress server, String prefix) {
    this.server = server;
    this.prefix = prefix;
  }

  /** Starts so many sessions. */
  LoadSender start(int sessions) {
    for (int i = 0; i < sessions; i++) {
      Thread thread = new Thread(this::send, "load-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    return this;
  }

  /** Waits until the server has taken so many. */
  LoadSender awaitAccepted(int messages) throws Exception {
    Eventually.within(
        Duration.ofMinutes(2),
        () -> accepted.size() + " of " + messages + " accepted",
        () -> accepted.size() >= messages);
    return this;
  }

  /** What was taken until now. */
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /** Waits until every session has noticed that the server is gone; what was taken until then. */
  Set<String> awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Duration.ofMinutes(2).toMillis());
    }
    return Set.copyOf(accepted);
  }

  /** Begins no more messages; what was taken. */
  Set<String> finish() throws InterruptedException {
    finishing = true;
    return awaitEnd();
  }

  private void send() {
    try (WireClient client = WireClient.greeted(server)) {
      client.patience(Duration.ofMinutes(1));
      while (!finishing) {
        String messageId = prefix + "-" + number.incrementAndGet() + "@sender.example";
        WireClient.Received reply =
            client.deliver("load@sender.example", "b@peer.example", CONTENT.formatted(messageId));
        if (reply.code() == 250) {
          accepted.add(messageId);
        } else if (reply.code() == 421) {
          return;
        }
      }
    } catch (IOException gone) {
      // Killed or stopped: the end of this session.
    }
  }
}
