package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every submission whose transaction was committed is in the mail queue exactly once, whenever the
 * process is killed: neither lost nor doubled, and every restart is clean.
 */
final class JmsCrashIT {
  /** {@code -Djms.kills=50} for the long run. */
  private static final int KILLS = Integer.getInteger("jms.kills", 10);

  private static final int SENDERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Set<String> committed = ConcurrentHashMap.newKeySet();

  /** The server died while these were being committed: either is right. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  private final AtomicInteger number = new AtomicInteger();

  @Test
  void everyCommittedSubmissionIsQueuedOnce(@TempDir Path temporary, TestReporter reporter)
      throws Exception {
    int nobody = RunningSealpost.freePorts(1).get(0);
    Random random = new Random(8689);
    try (MailApplication application =
        new MailApplication(temporary.resolve("data"), "smtp://127.0.0.1:" + nobody).start()) {
      RunningSealpost sealpost = application.sealpost();
      for (int kill = 0; kill < KILLS; kill++) {
        int before = committed.size();
        List<Thread> senders = startSenders(application.connections());
        Eventually.within(PATIENCE, () -> "no load", () -> committed.size() >= before + 20);
        Thread.sleep(random.nextInt(1_500));
        sealpost.kill();
        for (Thread sender : senders) {
          sender.join();
        }
        sealpost.start().awaitReady();
      }
      Eventually.within(
          PATIENCE,
          () -> "not all of " + committed.size() + " are queued",
          () -> queued(sealpost.console()) >= committed.size());
      assertThat(sealpost.stop()).as(sealpost.output()).isZero();
      Map<String, Integer> inQueue = subjects(sealpost.data().resolve("database"));
      Set<String> lost = new TreeSet<>(committed);
      lost.removeAll(inQueue.keySet());
      assertThat(lost).as("lost").isEmpty();
      assertThat(inQueue).as("doubled").allSatisfy((id, times) -> assertThat(times).isOne());
      Set<String> strange = new TreeSet<>(inQueue.keySet());
      strange.removeAll(committed);
      strange.removeAll(open);
      assertThat(strange).as("never sent").isEmpty();
      reporter.publishEntry(
          "kills: %d, committed: %d, queued: %d, open at a kill: %d, lost: 0, doubled: 0"
              .formatted(KILLS, committed.size(), inQueue.size(), open.size()));
    }
  }

  private List<Thread> startSenders(ConnectionFactory connections) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender = new Thread(() -> send(connections), "sender-" + i);
      sender.setDaemon(true);
      sender.start();
      senders.add(sender);
    }
    return senders;
  }

  private void send(ConnectionFactory connections) {
    try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
      Queue submit = context.createQueue("sealpost.submit");
      JMSProducer producer = context.createProducer();
      while (true) {
        String id = "order-" + number.incrementAndGet() + "@shop.example";
        open.add(id);
        producer.send(submit, MailApplication.octets(context, id));
        context.commit();
        committed.add(id);
        open.remove(id);
      }
    } catch (JMSRuntimeException | JMSException killed) {
      // The end of this sender.
    }
  }

  private static long queued(URI console) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(console.resolve("/metrics")).build();
    return HttpClient.newHttpClient()
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("sealpost_queue_recipients{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Map<String, Integer> subjects(Path database) throws SQLException {
    Map<String, Integer> subjects = new HashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:derby:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select subject from message where listener = 'jms'")) {
      while (rows.next()) {
        subjects.merge(rows.getString(1), 1, Integer::sum);
      }
    }
    return subjects;
  }
}
