package org.sealpost.client;

import java.io.IOException;

/** Carries a {@link SessionFault} up to the public methods of this package, and no further. */
final class SessionFaultException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient SessionFault fault;

  SessionFaultException(SessionFault fault) {
    super(fault.detail());
    this.fault = fault;
  }

  SessionFault fault() {
    return fault;
  }
}
