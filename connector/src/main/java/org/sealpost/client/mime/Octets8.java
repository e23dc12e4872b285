package org.sealpost.client.mime;

/** Octets beyond ASCII. */
final class Octets8 {
  private Octets8() {}

  /** Whether there is one among these. */
  static boolean any(byte[] octets, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (octets[i] < 0) {
        return true;
      }
    }
    return false;
  }
}
