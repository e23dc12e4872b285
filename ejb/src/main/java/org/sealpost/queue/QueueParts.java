package org.sealpost.queue;

/**
 * What the dispatcher needs of the store: its rows, and the recorder that ends attempts; and what
 * operators have laid down.
 */
record QueueParts(Ledger ledger, Recorder recorder, FlowRules rules) {
  /** Nothing is laid down. */
  QueueParts(Ledger ledger, Recorder recorder) {
    this(ledger, recorder, FlowRules.NONE);
  }
}
