package org.sealpost.lifecycle;

import io.opentelemetry.api.trace.Tracer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Authentication;
import org.sealpost.account.Directory;
import org.sealpost.account.FirstAdministrator;
import org.sealpost.account.OpenedDirectory;
import org.sealpost.admin.PauseEnds;
import org.sealpost.admin.RunningBackup;
import org.sealpost.admin.Stopping;
import org.sealpost.backup.Door;
import org.sealpost.config.Settings;
import org.sealpost.delivery.DryRun;
import org.sealpost.dkim.DkimKey;
import org.sealpost.event.EventBell;
import org.sealpost.event.EventStore;
import org.sealpost.exceptions.ExceptionSource;
import org.sealpost.exceptions.Exceptions;
import org.sealpost.flow.Flow;
import org.sealpost.flow.FlowSource;
import org.sealpost.flow.Suppression;
import org.sealpost.flow.SuppressionSource;
import org.sealpost.history.History;
import org.sealpost.intake.Reception;
import org.sealpost.jms.ClientSignIn;
import org.sealpost.jms.EventFeed;
import org.sealpost.jms.SubmitDesk;
import org.sealpost.jms.SubmitQueues;
import org.sealpost.mtasts.PolicyCache;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.Ledger;
import org.sealpost.queue.QueueSizes;
import org.sealpost.telemetry.MessageSpans;
import org.sealpost.tlsrpt.ReceivedStore;
import org.sealpost.tlsrpt.ReportStore;

/** Starts the application and stops it; hands its long-lived parts to the beans. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
    name = "java:app/jdbc/sealpost",
    // No XA: no transaction here has a second resource, and the connections of Derby's XA data
    // source cannot keep prepared statements.
    className = "org.sealpost.database.QueueDataSource",
    databaseName = "${MPCONFIG=sealpost.data}",
    properties = {
      // Connections to a PostgreSQL that was started anew are dead; the embedded one answers at
      // once.
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      // A prepared statement is kept with its connection; the type has to be there and blank.
      "fish.payara.statement-cache-size=100",
      "fish.payara.statement-cache-type= "
    },
    initialPoolSize = 4,
    minPoolSize = 4,
    maxPoolSize = 100)
public class StartBean {
  @Resource(lookup = "java:app/jdbc/sealpost")
  private DataSource database;

  @Resource private ManagedThreadFactory threads;

  @Inject private Settings settings;

  @EJB private Ledger ledger;

  @EJB private PolicyCache policies;

  @EJB private ExceptionSource exceptionSource;

  @EJB private PauseEnds pauseEnds;

  @EJB private FlowSource flowSource;

  @EJB private SuppressionSource suppressionSource;

  @EJB private History history;

  @EJB private QueueSizes sizes;

  @EJB private ReportStore reports;

  @EJB private ReceivedStore received;

  @EJB private SubmitDesk submitDesk;

  @EJB private EventStore eventStore;

  @EJB private ClientSignIn clientSignIn;

  @EJB private FirstAdministrator firstAdministrator;

  @EJB private OpenedDirectory openedDirectory;

  @EJB private RunningBackup backups;

  @Inject private MetricRegistry metrics;

  /** Does nothing where no collector is set. */
  @Inject private Tracer tracer;

  private final EventBell eventBell = new EventBell();

  private final AtomicBoolean drained = new AtomicBoolean();

  private @Nullable Sealpost sealpost;
  private @Nullable Directory directory;
  private @Nullable OperatorRules rules;
  private @Nullable Authentication authentication;

  @PostConstruct
  void start() {
    DataDirectoryAccess.restrict(settings.data());
    new Schema(database).bringUpToDate();
    firstAdministrator.makeIfNobody(settings.data());
    Directory book = new Directory(openedDirectory.book());
    directory = book;
    authentication =
        Authentication.of(
            settings.accounts(), book, openedDirectory.secret(), clientRoots(settings));
    OperatorRules laidDown =
        new OperatorRules(
            new Exceptions(exceptionSource.book(), InstantSource.system()),
            new Flow(flowSource.book()),
            new Suppression(suppressionSource, InstantSource.system()));
    laidDown.suppression().read();
    rules = laidDown;
    Stores stores =
        new Stores(
            ledger,
            policies,
            exceptionSource,
            flowSource,
            pauseEnds,
            history,
            sizes,
            reports,
            received);
    sealpost =
        new Sealpost(
            settings,
            book,
            laidDown,
            stores,
            threads,
            new Observers(metrics, new MessageSpans(tracer, InstantSource.system())));
    sealpost.start();
    if (settings.jms().enabled()) {
      Optional<ConnectionFactory> broker = Submissions.connections(clientSignIn::account);
      broker.ifPresent(found -> running().takeFrom(found, submitDesk));
      if (broker.isPresent() || settings.jms().events()) {
        running().tellBy(new EventFeed(settings, eventStore, eventBell, broker.orElse(null)));
      }
    }
    sealpost.watch(
        new BackupWatch(
            new Door(settings.data()), directory -> backups.backUp("command", directory)));
  }

  /** Lets everything that is under way come to its end, while there still is a data source. */
  public void drain(@Observes Stopping event) {
    drain();
  }

  @PreDestroy
  void stop() {
    drain();
    if (sealpost != null) {
      Schema.shutDown(settings);
    }
  }

  private void drain() {
    if (sealpost != null && !drained.getAndSet(true)) {
      sealpost.stop();
    }
  }

  /** Decides which attempt runs when. */
  @Produces
  public Dispatcher dispatcher() {
    return running().dispatcher();
  }

  /** Wakes who sends events. */
  @Produces
  public EventBell eventBell() {
    return eventBell;
  }

  /** The queues from which mail of applications comes. */
  @Produces
  public SubmitQueues submitQueues() {
    return running().submitQueues();
  }

  /** The state of the SMTP listeners. */
  @Produces
  public Reception reception() {
    return running().reception();
  }

  /** Finds out what a delivery would do. */
  @Produces
  public DryRun dryRun() {
    return running().dryRun();
  }

  /** Domains, accounts and aliases as they are now. */
  @Produces
  public Directory directory() {
    return started(directory);
  }

  /** What operators have laid down for recipient domains, as it counts now. */
  @Produces
  public Exceptions exceptions() {
    return started(rules).exceptions();
  }

  /** What operators have laid down about how mail flows, as it counts now. */
  @Produces
  public Flow flow() {
    return started(rules).flow();
  }

  /** To which addresses nothing is sent. */
  @Produces
  public Suppression suppression() {
    return started(rules).suppression();
  }

  /** The key this server signs mail with. */
  @Produces
  public DkimKey dkimKey() {
    return TlsReports.key(settings);
  }

  /** Decides who may sign in over SMTP. */
  @Produces
  public Authentication authentication() {
    return started(authentication);
  }

  private Sealpost running() {
    return started(sealpost);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the application has not started");
    }
    return part;
  }

  private static Set<TrustAnchor> clientRoots(Settings settings) {
    @Nullable Path pem = settings.smtp().authentication().clientRoots();
    return pem == null ? Set.of() : Anchors.in(pem, "tls.client-roots");
  }
}
