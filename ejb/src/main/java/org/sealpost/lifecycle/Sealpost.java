package org.sealpost.lifecycle;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.certificate.CertificateRenewal;
import org.sealpost.certificate.ServerCertificate;
import org.sealpost.config.AcmeSettings;
import org.sealpost.config.Settings;
import org.sealpost.config.SmtpSettings;
import org.sealpost.delivery.DryRun;
import org.sealpost.flow.Flow;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.ListenerPlan.CertificateFiles;
import org.sealpost.inflow.ServerMeter;
import org.sealpost.intake.Admission;
import org.sealpost.intake.Reception;
import org.sealpost.intake.SenderDomains;
import org.sealpost.jms.EventFeed;
import org.sealpost.jms.Room;
import org.sealpost.jms.SubmitDesk;
import org.sealpost.jms.SubmitIntake;
import org.sealpost.jms.SubmitQueues;
import org.sealpost.metrics.DeliveryFigures;
import org.sealpost.metrics.ServerFigures;
import org.sealpost.metrics.StoredFigures;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.QueueRunner;
import org.sealpost.queue.QueueTally;
import org.sealpost.queue.QueueThreads;
import org.sealpost.telemetry.TracedNextHop;

/** The long-lived parts of the application, made once from the settings. */
final class Sealpost {
  /** How long the stop waits for replies to clients, and then for running deliveries. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * The tick, the sweep of finished messages, the watch over stalled sessions, a back-up; the rest
   * is short.
   */
  private static final int SCHEDULER_THREADS = 4;

  /** A peer may take seconds to answer QUIT. */
  private static final int GOODBYE_THREADS = 4;

  /** What operators ask of other servers; each waits for a look-up or a connection. */
  private static final int QUESTION_THREADS = 8;

  private static final long COUNTING_SECONDS = 10;

  /** How long another node goes on without a change of the flow that was made here. */
  private static final long RULES_LOOK_SECONDS = 5;

  private static final long FIRST_CERTIFICATE_LOOK_SECONDS = 1;
  private static final long CERTIFICATE_LOOK_SECONDS = 60;

  private final Reception reception;
  private final QueueRunner queue;
  private final Delivery delivery;
  private final ExecutorService executor;
  private final ScheduledExecutorService scheduler;
  private final ExecutorService goodbyes;
  private final ExecutorService questions;
  private final DryRun dryRun;
  private final TlsReports tlsReports;
  private final ScheduledFuture<?> counting;
  private final Settings settings;
  private final Room room;
  private volatile SubmitQueues submitQueues = new SubmitQueues(null, 0);
  private @Nullable SubmitIntake submissions;
  private @Nullable EventFeed events;
  private final Flow flow;
  private final ScheduledFuture<?> readingFlow;
  private final ScheduledFuture<?> endingPauses;
  private final ScheduledFuture<?> readingSuppression;

  Sealpost(
      Settings settings,
      Directory directory,
      OperatorRules rules,
      Stores stores,
      ThreadFactory threads,
      Observers observers) {
    this.settings = settings;
    // Not the server's executor service: with every task it looks for context providers on the
    // class path. The dispatcher bounds how many threads there are.
    this.executor = Executors.newCachedThreadPool(threads);
    // Nor its scheduler, which has a single thread: a slow task would keep the others waiting.
    this.scheduler = Executors.newScheduledThreadPool(SCHEDULER_THREADS, threads);
    this.goodbyes = Executors.newFixedThreadPool(GOODBYE_THREADS, threads);
    this.delivery = new Delivery(settings, directory, stores, rules, scheduler, executor, goodbyes);
    this.questions = Executors.newFixedThreadPool(QUESTION_THREADS, threads);
    this.dryRun = delivery.dryRun(questions);
    this.tlsReports =
        new TlsReports(settings, directory, stores, delivery.dns(), scheduler, executor);
    this.room = new Room(settings, new QueueTally(stores.sizes())::unfinished);
    this.counting =
        scheduler.scheduleWithFixedDelay(
            new StoredFigures(room, stores.history()::countAlarms, observers.metrics()),
            COUNTING_SECONDS,
            COUNTING_SECONDS,
            TimeUnit.SECONDS);
    this.queue =
        new QueueRunner(
            settings,
            stores.ledger(),
            new QueueRunner.Neighbours(
                new TracedNextHop(
                    new DeliveryFigures(delivery.nextHop(), observers.metrics()),
                    observers.spans()),
                rules.flow(),
                observers.spans()),
            new QueueThreads(executor, scheduler),
            InstantSource.system());
    this.flow = rules.flow();
    this.readingFlow = often(rules.flow().readingFrom(stores.flow()));
    this.endingPauses =
        often(rules.flow().endingPauses(stores.pauseEnds()::end, InstantSource.system()));
    this.readingSuppression = often(rules.suppression()::read);
    CertificateFiles certificate = new ServerCertificate(settings).files();
    this.reception =
        new Reception(
            plan(settings, certificate, new ServerFigures(observers.metrics())),
            admission(settings, directory),
            new SenderDomains(delivery.dns(), executor),
            rules.suppression());
    if (settings.acme() != null) {
      renewBy(settings.acme(), certificate, settings);
    }
  }

  private ScheduledFuture<?> often(Runnable reading) {
    return scheduler.scheduleWithFixedDelay(
        reading, RULES_LOOK_SECONDS, RULES_LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void renewBy(AcmeSettings acme, CertificateFiles certificate, Settings settings) {
    CertificateRenewal renewal =
        new CertificateRenewal(
            acme,
            certificate,
            settings.data().resolve("tls/acme-account.key"),
            Anchors.trusted(settings),
            InstantSource.system());
    // Ends with the scheduler.
    ScheduledFuture<?> unused =
        scheduler.scheduleWithFixedDelay(
            () -> renewal.startOn(executor),
            FIRST_CERTIFICATE_LOOK_SECONDS,
            CERTIFICATE_LOOK_SECONDS,
            TimeUnit.SECONDS);
  }

  void start() {
    queue.start();
    // Those of before the start count already.
    flow.tellPauses(queue.dispatcher()::close);
  }

  /** Takes mail from the queues of a broker as well, until the stop. */
  void takeFrom(ConnectionFactory broker, SubmitDesk desk) {
    SubmitIntake intake = new SubmitIntake(settings, broker, desk, room);
    submissions = intake;
    submitQueues = new SubmitQueues(broker, settings.jms().consumers());
    intake.start(executor);
    ScheduledFuture<?> unused =
        scheduler.scheduleWithFixedDelay(intake::forgetKeys, 1, 1, TimeUnit.HOURS);
  }

  /** Tells applications what happens, until the stop. */
  void tellBy(EventFeed feed) {
    events = feed;
    feed.start(executor);
    if (settings.jms().events()) {
      ScheduledFuture<?> unused =
          scheduler.scheduleWithFixedDelay(
              feed::keepBound, COUNTING_SECONDS, COUNTING_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Looks for the wish for a back-up once a second, until the stop. */
  void watch(BackupWatch backups) {
    ScheduledFuture<?> unused = scheduler.scheduleWithFixedDelay(backups, 1, 1, TimeUnit.SECONDS);
  }

  void stop() {
    if (submissions != null) {
      submissions.stop(PATIENCE);
    }
    reception.close(PATIENCE);
    queue.stop(PATIENCE);
    if (events != null) {
      events.stop(PATIENCE);
    }
    tlsReports.close();
    delivery.close();
    counting.cancel(false);
    readingFlow.cancel(false);
    endingPauses.cancel(false);
    readingSuppression.cancel(false);
    List.of(questions, goodbyes, scheduler, executor).forEach(ExecutorService::shutdown);
  }

  DryRun dryRun() {
    return dryRun;
  }

  Dispatcher dispatcher() {
    return queue.dispatcher();
  }

  SubmitQueues submitQueues() {
    return submitQueues;
  }

  Reception reception() {
    return reception;
  }

  private static Admission admission(Settings settings, Directory directory) {
    return new Admission(
        directory::current,
        settings.mail(),
        settings.queue().minFreeOctets(),
        () -> settings.data().toFile().getUsableSpace());
  }

  private static ListenerPlan plan(
      Settings settings, CertificateFiles certificate, ServerMeter meter) {
    SmtpSettings smtp = settings.smtp();
    List<ListenerConfig> listeners = new ArrayList<>();
    Duration never = Duration.ZERO;
    add(listeners, ListenerKind.RELAY, smtp.relay(), never);
    add(listeners, ListenerKind.SUBMISSION, smtp.submission(), smtp.longestHold());
    add(listeners, ListenerKind.SUBMISSIONS, smtp.submissions(), smtp.longestHold());
    add(listeners, ListenerKind.LMTP, smtp.lmtp(), never);
    return new ListenerPlan(
        settings.hostName(),
        listeners,
        certificate,
        smtp.maxMessageOctets(),
        smtp.maxRecipients(),
        smtp.workers(),
        directory(settings.data().resolve("spool")),
        settings.queue().minFreeOctets(),
        authentication(smtp.authentication()),
        settings.limits().certificates(),
        ListenerLimits.of(settings.limits()),
        meter);
  }

  private static ListenerPlan.Authentication authentication(SmtpSettings.Authentication rules) {
    return new ListenerPlan.Authentication(
        rules.mechanisms(), rules.clientRoots(), rules.maxFailures(), rules.failureDelay());
  }

  private static void add(
      List<ListenerConfig> listeners,
      ListenerKind kind,
      SmtpSettings.Listener listener,
      Duration longestHold) {
    if (listener.enabled()) {
      InetSocketAddress address = new InetSocketAddress(listener.bind(), listener.port());
      listeners.add(
          new ListenerConfig(
              kind, address, listener.requireTls(), listener.authentication(), longestHold));
    }
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make the directory " + path, failure);
    }
  }
}
