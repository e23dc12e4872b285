package org.sealpost.policy;

import org.sealpost.smtp.Domain;

/** Finds what the operator has laid down for a recipient domain. Thread-safe; does not block. */
@FunctionalInterface
public interface ExceptionLookup {
  /** What counts at this moment; {@link OperatorExceptions#NONE} where nothing does. */
  OperatorExceptions find(Domain domain);
}
