package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;
import org.sealpost.delivery.DryRun;
import org.sealpost.smtp.Domain;

/** Finds out what a delivery to a domain would do now, in no transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class DomainCheck {
  @Inject private DryRun dryRun;

  @Inject private Directory directory;

  /** Whether mail for it stays here, so that there is nothing to find out. */
  public boolean isHostedHere(Domain domain) {
    return directory.current().hosts(domain);
  }

  /**
   * Looks everything up and connects to the hosts as a delivery would, but sends nothing. Blocks
   * for up to about 20 seconds.
   *
   * @return empty where too many such questions are being answered already
   */
  public Optional<Prospect> check(Domain domain) {
    return dryRun.tryRun(domain).map(Prophet::of);
  }
}
