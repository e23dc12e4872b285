package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.certificate.ServerCertificate;
import org.sealpost.config.Settings;
import org.sealpost.history.HistoryTable;
import org.sealpost.metrics.Figure;
import org.sealpost.metrics.MinuteTable;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.RecipientState;

/** Reads the dashboard: figures that were counted already, and never the queue itself. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class DashboardView {
  private static final Duration CERTIFICATE_SOON = Duration.ofDays(30);
  private static final Duration POLICY_SOON = Duration.ofDays(3);
  private static final int MOST_POLICIES = 20;

  @PersistenceContext private EntityManager em;

  @Inject private MetricRegistry registry;

  @Inject private Settings settings;

  /** As it is now. */
  public Dashboard now() {
    Instant now = Instant.now();
    DashboardFigures figures =
        new DashboardFigures(new MinuteTable(em).since(now.minus(DashboardFigures.DAY)), now);
    return new Dashboard(
        now,
        figures.hour(),
        figures.day(),
        queue(),
        figures.shares(Figure.REASON),
        figures.shares(Figure.MECHANISM),
        figures.shares(Figure.REQUIRETLS),
        expiring(now),
        new HistoryTable(em).countAlarms(),
        oldest());
  }

  private Map<RecipientState, Long> queue() {
    Map<RecipientState, Long> sizes = new EnumMap<>(RecipientState.class);
    for (RecipientState state : RecipientState.values()) {
      if (!state.isFinished()) {
        Tag tag = new Tag("state", state.name().toLowerCase(Locale.ROOT));
        @Nullable Gauge<?> gauge =
            registry.getGauge(new MetricID("sealpost_queue_recipients", tag));
        sizes.put(state, gauge == null ? 0L : gauge.getValue().longValue());
      }
    }
    return sizes;
  }

  private List<Dashboard.Expiring> expiring(Instant now) {
    List<Dashboard.Expiring> all = new ArrayList<>();
    Instant own = ownCertificate();
    if (own != null && own.isBefore(now.plus(CERTIFICATE_SOON))) {
      all.add(
          new Dashboard.Expiring(
              Dashboard.Expiring.Kind.CERTIFICATE, settings.hostName().display(), own));
    }
    em.createQuery(
            "select p.domain, p.expires from MtaStsPolicyEntity p"
                + " where p.expires between :now and :soon order by p.expires",
            Object[].class)
        .setParameter("now", now.toEpochMilli())
        .setParameter("soon", now.plus(POLICY_SOON).toEpochMilli())
        .setMaxResults(MOST_POLICIES)
        .getResultStream()
        .map(
            row ->
                new Dashboard.Expiring(
                    Dashboard.Expiring.Kind.POLICY,
                    (String) row[0],
                    Instant.ofEpochMilli((Long) row[1])))
        .forEach(all::add);
    all.sort(Comparator.comparing(Dashboard.Expiring::at));
    return all;
  }

  /** When the certificate of the listeners ends; null where it cannot be read now. */
  private @Nullable Instant ownCertificate() {
    try (InputStream in = Files.newInputStream(new ServerCertificate(settings).files().chain())) {
      X509Certificate first =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return first.getNotAfter().toInstant();
    } catch (IOException | CertificateException beingReplaced) {
      return null;
    }
  }

  /** Keys are given in the order of arrival: the smallest of each state, along the index. */
  private Dashboard.@Nullable Oldest oldest() {
    @Nullable MessageEntity oldest = null;
    for (RecipientState state : RecipientState.values()) {
      if (state.isFinished()) {
        continue;
      }
      List<MessageEntity> first =
          em.createQuery(
                  "select m from RecipientEntity r, MessageEntity m where m.id = r.messageId"
                      + " and r.id = (select min(s.id) from RecipientEntity s"
                      + " where s.state = :state)",
                  MessageEntity.class)
              .setParameter("state", state)
              .getResultList();
      for (MessageEntity each : first) {
        if (oldest == null || each.received().isBefore(oldest.received())) {
          oldest = each;
        }
      }
    }
    return oldest == null ? null : new Dashboard.Oldest(oldest.id(), oldest.received());
  }
}
