package org.sealpost.policy;

/** All that is known of one MX host before it is connected to. */
public record HostFacts(MxFact mx, MtaStsFact mtaSts, DaneFact dane) {
  /** In one line, for traces: {@code mx=INSECURE sts=NONE dane=NOT_APPLICABLE}. */
  public String text() {
    return "mx=" + mx + " sts=" + mtaSts + " dane=" + dane;
  }
}
