package org.sealpost.delivery;

/** One thing that happens in a case. */
interface LabStep {
  /** Does it, and checks what has to come of it. */
  void carryOut(LabRun run);

  /** In one line, for the page. */
  String text();
}
