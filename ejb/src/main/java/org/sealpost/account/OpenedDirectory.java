package org.sealpost.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import org.sealpost.config.Settings;

/** Reads the address book at the start, with the domains of the settings in it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OpenedDirectory {
  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  /** Adds the domains of the settings that are new, and reads the book. */
  public AddressBook book() {
    BookTables tables = new BookTables(em, settings);
    tables.lock();
    tables.addDomainsOfSettings();
    return tables.read();
  }

  /** The installation's secret, made at the first start. */
  public byte[] secret() {
    return new BookTables(em, settings).secret(new SecureRandom());
  }
}
