package org.sealpost.exceptions;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;

/** The transaction border of {@link ExceptionTable} for readers. */
@Stateless
@Local(ExceptionSource.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExceptionSourceBean implements ExceptionSource {
  @PersistenceContext private EntityManager em;

  @Override
  public ExceptionBook book() {
    return new ExceptionTable(em).book(Instant.now());
  }

  @Override
  public Optional<ExceptionBook> newerThan(long version) {
    ExceptionTable table = new ExceptionTable(em);
    return table.version() > version ? Optional.of(table.book(Instant.now())) : Optional.empty();
  }
}
