package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.flow.SuppressionTable;

/** Reads the suppression list, newest first. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class SuppressionView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  /**
   * One page of it.
   *
   * @param part what the address contains, in whatever case; empty for all
   */
  public List<SuppressionRow> list(String part, int first, int most) {
    return new SuppressionTable(em)
        .list(part.strip(), Instant.now(), first, Math.min(most, MOST)).stream()
            .map(SuppressionRow::of)
            .toList();
  }

  /**
   * What of it comes before a place.
   *
   * @param part what the address contains, in whatever case; empty for all
   * @param before null for the newest
   */
  public List<SuppressionRow> before(String part, @Nullable Before before, int most) {
    return before == null
        ? list(part, 0, most)
        : new SuppressionTable(em)
                .before(part.strip(), Instant.now(), before.at(), before.id(), Math.min(most, MOST))
                .stream()
                .map(SuppressionRow::of)
                .toList();
  }

  /** How many {@link #list} has. */
  public long count(String part) {
    return new SuppressionTable(em).count(part.strip(), Instant.now());
  }

  /** After how many days an address that got there by itself comes off; 0: none gets there. */
  public long days() {
    return settings.suppression().retention().toDays();
  }
}
