package org.sealpost.queue;

/** What the dispatcher needs of the store: its rows, and the recorder that ends attempts. */
record QueueParts(Ledger ledger, Recorder recorder) {}
