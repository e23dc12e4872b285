package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.exceptions.ExceptionKind;
import org.sealpost.exceptions.ExceptionTable;
import org.sealpost.smtp.Domain;

/** Reads what operators have laid down for recipient domains, newest first. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class ExceptionView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  /** The kinds there are, strict ones first; names that the pages have words for. */
  public List<String> kinds() {
    return Arrays.stream(ExceptionKind.values()).map(Enum::name).toList();
  }

  /** One page of what counts now; {@code domain} null for every domain. */
  public List<ExceptionRow> inForce(@Nullable Domain domain, int first, int most) {
    return rows(domain, true, first, most);
  }

  /** What counts now and comes before a place, null for the newest. */
  public List<ExceptionRow> inForceBefore(
      @Nullable Domain domain, @Nullable Before before, int most) {
    if (before == null) {
      return inForce(domain, 0, most);
    }
    Instant now = Instant.now();
    return new ExceptionTable(em)
        .inForceBefore(domain, now, before.at(), before.id(), Math.min(most, MOST)).stream()
            .map(one -> ExceptionRow.of(one, now))
            .toList();
  }

  /** One page of what no longer counts; {@code domain} null for every domain. */
  public List<ExceptionRow> ended(@Nullable Domain domain, int first, int most) {
    return rows(domain, false, first, most);
  }

  /** How many count now. */
  public long countInForce(@Nullable Domain domain) {
    return new ExceptionTable(em).count(domain, true, Instant.now());
  }

  /** How many no longer count. */
  public long countEnded(@Nullable Domain domain) {
    return new ExceptionTable(em).count(domain, false, Instant.now());
  }

  private List<ExceptionRow> rows(@Nullable Domain domain, boolean inForce, int first, int most) {
    Instant now = Instant.now();
    return new ExceptionTable(em)
        .list(domain, inForce, now, first, Math.min(most, MOST)).stream()
            .map(one -> ExceptionRow.of(one, now))
            .toList();
  }
}
