package org.sealpost.inflow;

import org.sealpost.smtp.Reply;

/** What the client reads where the endpoint has no answer for it. */
final class EndpointReplies {
  static final Reply NOT_STORED =
      Reply.of(451, "4.3.0", "The message could not be stored; try again later");
  static final Reply ENDPOINT_FAILED = Reply.of(451, "4.3.0", "Local error; try again later");
  static final Reply TOO_BUSY = Reply.of(451, "4.3.2", "Too busy; try again later");
  static final Reply STOPPING = Reply.of(421, "4.3.2", "Shutting down; try again later");

  private EndpointReplies() {}
}
