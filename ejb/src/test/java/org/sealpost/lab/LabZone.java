package org.sealpost.lab;

import java.util.Base64;

/** The zones of the laboratory's tree, deepest first, so that each is signed before its parent. */
public enum LabZone {
  /** Signed; what does not exist is denied by NSEC (RFC 4034 §4). */
  NSEC("nsec.test.", Signing.NSEC, "signed zone"),
  /** Signed; what does not exist is denied by NSEC3 (RFC 5155). */
  NSEC3("nsec3.test.", Signing.NSEC3, "signed zone with NSEC3"),
  /** Delegated without DS: proved to be unsigned. */
  PLAIN("plain.test.", Signing.NONE, "unsigned zone"),
  /** Signed, but every signature is out of its time. */
  EXPIRED("expired.test.", Signing.EXPIRED, "zone with expired signatures"),
  /** Delegated and signed, but the server cannot load it: SERVFAIL. */
  BROKEN("broken.test.", Signing.NOT_LOADED, "zone that answers SERVFAIL"),
  /** The top-level domain. */
  TEST("test.", Signing.NSEC, "top-level domain"),
  /** The root; its key is the trust anchor. */
  ROOT(".", Signing.NSEC, "root");

  /** How a zone is signed. */
  enum Signing {
    NSEC,
    NSEC3,
    EXPIRED,
    NONE,
    NOT_LOADED;

    boolean isSigned() {
      return this == NSEC || this == NSEC3 || this == EXPIRED;
    }
  }

  private final String origin;
  private final Signing signing;
  private final String text;

  LabZone(String origin, Signing signing, String text) {
    this.text = text;
    this.origin = origin;
    this.signing = signing;
  }

  /** A name under it, without the last dot. */
  public String name(String label) {
    return label + "." + origin.substring(0, origin.length() - 1);
  }

  /** Its kind, for people. */
  public String text() {
    return text;
  }

  /** Whether what it holds can be validated. */
  public boolean isSecure() {
    return signing == Signing.NSEC || signing == Signing.NSEC3;
  }

  /** Its own name, with the last dot. */
  String origin() {
    return origin;
  }

  Signing signing() {
    return signing;
  }

  /** A line of a signed zone file with the last octet of its signature changed. */
  static String forged(String line) {
    int space = line.lastIndexOf(' ');
    byte[] signature = Base64.getDecoder().decode(line.substring(space + 1));
    signature[signature.length - 1] ^= 1;
    return line.substring(0, space + 1) + Base64.getEncoder().encodeToString(signature);
  }
}
