package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.flow.DomainPattern;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.FlowTable;
import org.sealpost.flow.LaidRule;
import org.sealpost.smtp.Domain;

/**
 * Reads all routes, whatever they come from. The most specific pattern counts, and of two for the
 * same pattern the one that was laid down.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class RouteView {
  @PersistenceContext private EntityManager em;
  @EJB private SettingsView settings;

  /** The routes by domain, whatever they come from; those for all others come last. */
  public List<RouteEntry> list() {
    return merged(new FlowTable(em).inForce(FlowRule.Kind.ROUTE), settings.routes());
  }

  static List<RouteEntry> merged(List<LaidRule> laidDown, List<RouteRow> set) {
    List<RouteEntry> all = new ArrayList<>();
    Set<DomainPattern> taken = new HashSet<>();
    for (LaidRule each : laidDown) {
      FlowRule.Routing routing = (FlowRule.Routing) each.rule();
      taken.add(routing.recipients());
      all.add(
          new RouteEntry(
              routing.recipients().display(),
              routing.next().routes().stream().map(one -> RouteRow.of(null, one)).toList(),
              FlowRow.of(each, 0),
              false));
    }
    for (RouteRow row : set) {
      @Nullable Domain domain = row.domain();
      DomainPattern pattern = domain == null ? DomainPattern.ALL : DomainPattern.of(domain);
      all.add(new RouteEntry(pattern.display(), List.of(row), null, taken.contains(pattern)));
    }
    all.sort(
        Comparator.comparing((RouteEntry each) -> each.recipients().equals("*"))
            .thenComparing(each -> each.recipients().replaceFirst("^\\*\\.", ""))
            .thenComparing(RouteEntry::recipients)
            .thenComparing(RouteEntry::overridden));
    return all;
  }
}
