package org.sealpost.flow;

import java.util.Optional;

/** Where the rules are kept. Each method is one short transaction of its own. */
public interface FlowSource {
  /** All rules that count. */
  FlowBook book();

  /** The same where it is newer than that version, else empty; costs little where it is not. */
  Optional<FlowBook> newerThan(long version);
}
