package org.sealpost.web.health;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.sealpost.admin.ReceptionView;

/**
 * Ready when mail is taken; {@code listeners} says where, {@code error} why it never will be.
 *
 * <p>It stands in the web module because Payara Server finds health checks of an EAR only there.
 */
@Readiness
@ApplicationScoped
public class ReceptionCheck implements HealthCheck {
  @EJB private ReceptionView reception;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("smtp");
    List<String> listeners = reception.listeners();
    reception.problem().ifPresent(why -> answer.withData("error", why));
    if (!listeners.isEmpty()) {
      answer.withData("listeners", String.join(", ", listeners));
    }
    return answer.status(!listeners.isEmpty()).build();
  }
}
