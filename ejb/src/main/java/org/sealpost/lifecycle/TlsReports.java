package org.sealpost.lifecycle;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealpost.account.Directory;
import org.sealpost.config.Settings;
import org.sealpost.config.TlsReportSettings;
import org.sealpost.dkim.DkimKey;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.dkim.DkimVerifier;
import org.sealpost.dns.DnsClient;
import org.sealpost.queue.Ledger;
import org.sealpost.tlsrpt.HttpsReportPost;
import org.sealpost.tlsrpt.ReceptionRound;
import org.sealpost.tlsrpt.ReportIntake;
import org.sealpost.tlsrpt.ReportRound;
import org.sealpost.tlsrpt.Reporter;

/** Reports about TLS, put together: those that are sent and those that come. */
final class TlsReports {
  private static final long SENDING_LOOK_SECONDS = 60;
  private static final long RECEIVED_LOOK_SECONDS = 5;
  private static final int PIECES_AT_ONCE = 32;

  private final List<ScheduledFuture<?>> looks;

  /**
   * @param scheduler looks what is due; also ends what takes too long
   * @param executor does the work, which waits for other servers
   */
  TlsReports(
      Settings settings,
      Directory directory,
      Stores stores,
      DnsClient dns,
      ScheduledExecutorService scheduler,
      Executor executor) {
    InstantSource clock = InstantSource.system();
    TlsReportSettings rules = settings.tlsReports();
    Reporter reporter = new Reporter(rules.organization(), rules.contact());
    ReportRound sending =
        new ReportRound(
            new ReportRound.Rules(rules.send(), reporter, rules.spread(), rules.retention()),
            stores.reports(),
            new ReportRound.Ways(
                dns,
                new HttpsReportPost(dns, scheduler, rules.privateTargets()),
                new DkimSigner(key(settings))),
            clock);
    ReceptionRound receiving =
        new ReceptionRound(
            stores.received(),
            (messageId, most) -> read(stores.ledger(), messageId, most),
            new ReportIntake(new DkimVerifier(dns), domain -> directory.current().hosts(domain)),
            clock);
    looks =
        List.of(
            scheduler.scheduleWithFixedDelay(
                new OneAtATime(sending, executor),
                SENDING_LOOK_SECONDS,
                SENDING_LOOK_SECONDS,
                TimeUnit.SECONDS),
            scheduler.scheduleWithFixedDelay(
                new OneAtATime(receiving, executor),
                RECEIVED_LOOK_SECONDS,
                RECEIVED_LOOK_SECONDS,
                TimeUnit.SECONDS));
  }

  /** The key this server signs with; made where there is none. */
  static DkimKey key(Settings settings) {
    return DkimKey.in(settings.data().resolve("dkim"), settings.tlsReports().selector());
  }

  private static Optional<byte[]> read(Ledger ledger, long messageId, int most) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int position = 0;
    while (true) {
      List<byte[]> pieces = ledger.chunks(messageId, position, PIECES_AT_ONCE);
      pieces.forEach(message::writeBytes);
      if (message.size() > most) {
        return Optional.empty();
      }
      if (pieces.size() < PIECES_AT_ONCE) {
        return message.size() == 0 ? Optional.empty() : Optional.of(message.toByteArray());
      }
      position += pieces.size();
    }
  }

  void close() {
    looks.forEach(look -> look.cancel(false));
  }

  /** Hands a round to the executor, unless the last one still runs. */
  private static final class OneAtATime implements Runnable {
    private final Runnable round;
    private final Executor executor;
    private final AtomicBoolean running = new AtomicBoolean();

    OneAtATime(Runnable round, Executor executor) {
      this.round = round;
      this.executor = executor;
    }

    @Override
    public void run() {
      if (!running.compareAndSet(false, true)) {
        return;
      }
      try {
        executor.execute(this::guarded);
      } catch (RejectedExecutionException stopping) {
        running.set(false); // the application ends
      }
    }

    private void guarded() {
      try {
        round.run();
      } finally {
        running.set(false);
      }
    }
  }
}
