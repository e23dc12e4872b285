package org.sealpost.config;

/** Why a text is no {@link Route}. */
public enum RouteFault {
  MALFORMED("it has to be " + RouteSyntax.RIGHT),
  FINGERPRINT_ALONE("verify=fingerprint and fingerprint= only go together"),
  FINGERPRINT_FORM(
      "fingerprint= has to be the SHA-256 of the server's public key in hex, as in a TLSA"
          + " 3 1 1 record, or several with commas"),
  DANE_OF_ADDRESS("verify=dane needs a host name, because an address has no TLSA records"),
  LOGIN_HALF("user= and password-file= only go together"),
  LOGIN_UNVERIFIED(
      "user= needs a server that is always encrypted to and always checked, because it gets"
          + " the password; for example ?tls=starttls&verify=pkix&user=…"),
  LOGIN_EMPTY("user= and password-file= have to name a user and a file"),
  TRUSTED_ELSEWHERE("trusted=true needs a loopback address as host, for example 127.0.0.1");

  private final String text;

  RouteFault(String text) {
    this.text = text;
  }

  /** Continues "… is no route:" in English. */
  public String text() {
    return text;
  }
}
