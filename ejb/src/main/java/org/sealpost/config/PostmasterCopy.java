package org.sealpost.config;

/** Of what the postmaster here gets a copy, beside the sender who is told. */
public enum PostmasterCopy {
  /** A message was given up. */
  FAILED,
  /** A message takes longer. */
  DELAYED,
  /** A notification, or any other message without a sender, was given up: nobody else is told. */
  DOUBLE_BOUNCE,
  /** A message was given up because a server could not protect it as it had to be. */
  POLICY
}
