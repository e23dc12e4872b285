package org.sealpost.inflow;

import java.lang.reflect.Method;
import java.util.Arrays;

/** The methods of {@link MailTransactionListener}, as the container wants them announced. */
enum EndpointMethod {
  PLAN("plan"),
  OPENED("opened"),
  REFUSED("refused"),
  SCRAM_KEYS("scramKeys"),
  SIGN_IN("signIn"),
  ON_REVERSE_PATH("onReversePath"),
  ON_FORWARD_PATH("onForwardPath"),
  ON_MAIL_DATA("onMailData");

  // A Method is changed by setAccessible only, which nobody calls here.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Method method;

  EndpointMethod(String name) {
    this.method =
        Arrays.stream(MailTransactionListener.class.getMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
  }

  Method method() {
    return method;
  }

  String text() {
    return method.getName();
  }
}
