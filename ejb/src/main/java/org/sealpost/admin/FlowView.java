package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.flow.DomainPattern;
import org.sealpost.flow.Flow;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.FlowTable;
import org.sealpost.flow.HeldMail;
import org.sealpost.flow.LaidRule;
import org.sealpost.flow.Waits;
import org.sealpost.queue.Dispatcher;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.LineLimit;
import org.sealpost.queue.RecipientStore;
import org.sealpost.queue.RuledWaits;
import org.sealpost.smtp.Domain;

/** Reads what operators have laid down about how mail flows, and what becomes of it. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class FlowView {
  private static final int MOST = 500;
  private static final int MOST_HOSTS = 100;

  @PersistenceContext private EntityManager em;

  @Inject private Flow flow;

  @Inject private Dispatcher dispatcher;

  @Inject private Settings settings;

  /**
   * The kinds of failures that may have waits of their own; names that the pages have words for.
   */
  public List<String> failures() {
    return Arrays.stream(FailureKind.values()).map(Enum::name).toList();
  }

  /** Whether everything is paused; costs nothing. */
  public boolean isEverythingPaused() {
    return flow.closed().all();
  }

  /**
   * The rules that hold mail back, oldest first, and how many recipients each holds; after them
   * those that have ended and still hold some.
   */
  public List<FlowRow> holds() {
    Map<Long, Long> counts = new HeldMail(em).counts();
    FlowTable table = new FlowTable(em);
    List<LaidRule> inForce = table.inForce(FlowRule.Kind.HOLD);
    Stream<LaidRule> ended =
        counts.keySet().stream()
            .sorted()
            .flatMap(id -> table.find(id).stream())
            .filter(one -> one.endedAt() != null);
    return Stream.concat(inForce.stream(), ended)
        .map(one -> FlowRow.of(one, counts.getOrDefault(one.id(), 0L)))
        .toList();
  }

  /** How many recipients a rule holds that counts or has ended. */
  public long countHeld(long ruleId) {
    return new HeldMail(em).counts().getOrDefault(ruleId, 0L);
  }

  /** The pauses, oldest first, and how many recipients wait for the end of each. */
  public List<FlowRow> pauses() {
    return new FlowTable(em)
        .inForce(FlowRule.Kind.PAUSE).stream()
            .map(one -> FlowRow.of(one, waiting(((FlowRule.Pause) one.rule()).recipients())))
            .toList();
  }

  private long waiting(DomainPattern pattern) {
    Domain domain = pattern.domain();
    String of =
        domain == null
            ? ""
            : switch (pattern.reach()) {
              case BELOW -> " and r.domain like :below escape '!'";
              case WITHIN -> " and (r.domain = :domain or r.domain like :below escape '!')";
              case EXACT, ALL -> " and r.domain = :domain";
            };
    var query =
        em.createQuery(
                "select count(r) from RecipientEntity r where r.state in :waiting" + of, Long.class)
            .setParameter("waiting", RecipientStore.WAITING);
    if (domain != null && of.contains(":domain")) {
      query.setParameter("domain", domain.name());
    }
    if (domain != null && of.contains(":below")) {
      query.setParameter("below", "%." + domain.name().replace("_", "!_"));
    }
    return query.getSingleResult();
  }

  /** The limits, oldest first. */
  public List<FlowRow> limits() {
    return rows(FlowRule.Kind.LIMIT);
  }

  /** The waits between attempts, oldest first. */
  public List<FlowRow> retries() {
    return rows(FlowRule.Kind.RETRY);
  }

  /** The routes that were laid down, oldest first; those of the settings are not among them. */
  public List<FlowRow> routes() {
    return rows(FlowRule.Kind.ROUTE);
  }

  private List<FlowRow> rows(FlowRule.Kind kind) {
    return new FlowTable(em).inForce(kind).stream().map(one -> FlowRow.of(one, 0)).toList();
  }

  /** One rule, whether or not it still counts. */
  public Optional<FlowRow> find(long id) {
    return new FlowTable(em).find(id).map(one -> FlowRow.of(one, 0));
  }

  /** One page of what no longer counts; what ended last comes first. */
  public List<FlowRow> ended(int first, int most) {
    List<LaidRule> page = new FlowTable(em).ended(first, Math.min(most, MOST));
    return page.stream().map(one -> FlowRow.of(one, 0)).toList();
  }

  /** How many no longer count. */
  public long countEnded() {
    return new FlowTable(em).countEnded();
  }

  /** The hosts that falter or have something under way at this node, at most 100. */
  public List<HostRow> hosts() {
    return dispatcher.hosts(MOST_HOSTS).stream().map(HostRow::of).toList();
  }

  /** What counts for a recipient domain now. */
  public FlowEffect effect(Domain domain) {
    LineLimit limit = flow.limit(domain.name());
    Integer connections = limit.connections();
    Map<String, FlowEffect.Wait> waits = new LinkedHashMap<>();
    for (FailureKind kind : FailureKind.values()) {
      RuledWaits ruled = flow.waits(domain, kind);
      waits.put(
          kind.name(),
          new FlowEffect.Wait(
              Waits.text(ruled == null ? settings.queue().retrySchedule() : ruled.waits()),
              ruled != null));
    }
    return new FlowEffect(
        flow.closed().holds(domain.name()),
        connections == null ? settings.delivery().perDomain() : connections,
        limit.perMinute(),
        waits);
  }

  /** The waits of the settings. */
  public String usualWaits() {
    return Waits.text(settings.queue().retrySchedule());
  }

  /** How many at the same time to one domain, by the settings. */
  public int usualConnections() {
    return settings.delivery().perDomain();
  }
}
