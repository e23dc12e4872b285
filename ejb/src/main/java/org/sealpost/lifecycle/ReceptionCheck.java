package org.sealpost.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.sealpost.intake.Reception;

/** Ready when mail is taken; the data says where, or why not. */
@Readiness
@ApplicationScoped
public class ReceptionCheck implements HealthCheck {
  @Inject private Reception reception;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("smtp");
    String addresses =
        reception.addresses().stream()
            .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
            .collect(Collectors.joining(", "));
    reception.problem().ifPresent(why -> answer.withData("error", why));
    if (!addresses.isEmpty()) {
      answer.withData("listeners", addresses);
    }
    return answer.status(!addresses.isEmpty()).build();
  }
}
