package org.sealpost.admin;

import jakarta.ejb.Stateless;
import java.util.List;

/** Reads the audit log, newest first. */
@Stateless
public class AuditView {
  /** One page. */
  public List<AuditRow> list(int first, int most) {
    throw new UnsupportedOperationException();
  }

  /** How many entries there are. */
  public long count() {
    throw new UnsupportedOperationException();
  }
}
