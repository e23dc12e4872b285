package org.sealpost.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.sealpost.intake.Reception;

/** Where mail is taken, or why it is not. */
@Stateless
@PermitAll
public class ReceptionView {
  @Inject private Reception reception;

  /** Addresses with ports of the open listeners; empty while none is open. */
  public List<String> listeners() {
    return reception.addresses().stream()
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .toList();
  }

  /** Why the listeners could not be opened; empty where they are open or still to be opened. */
  public Optional<String> problem() {
    return reception.problem();
  }
}
