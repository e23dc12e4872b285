package org.sealpost.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the one throttle of the application. */
@ApplicationScoped
public class ThrottleSource {
  /** The throttle, on the system's clock. */
  @Produces
  @Singleton
  SignInThrottle throttle() {
    return new SignInThrottle(InstantSource.system());
  }
}
