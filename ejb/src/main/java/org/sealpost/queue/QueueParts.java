package org.sealpost.queue;

/**
 * What the dispatcher needs of the store: its rows, and the recorder that ends attempts; what
 * operators have laid down; and who is told of what has come.
 */
record QueueParts(Ledger ledger, Recorder recorder, FlowRules rules, Arrivals arrivals) {
  /** Nobody is told. */
  QueueParts(Ledger ledger, Recorder recorder, FlowRules rules) {
    this(ledger, recorder, rules, Arrivals.NOBODY);
  }

  /** Nothing is laid down, and nobody told. */
  QueueParts(Ledger ledger, Recorder recorder) {
    this(ledger, recorder, FlowRules.NONE);
  }
}
