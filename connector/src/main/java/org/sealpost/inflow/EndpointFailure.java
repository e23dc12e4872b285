package org.sealpost.inflow;

/**
 * A call to the endpoint that did not come back with an answer: the bean threw, or the container
 * would not let the call through. The endpoint it was made on is not to be used again.
 */
final class EndpointFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String method;

  EndpointFailure(EndpointMethod method, Throwable cause) {
    super(method.text(), cause);
    this.method = method.text();
  }

  String method() {
    return method;
  }
}
