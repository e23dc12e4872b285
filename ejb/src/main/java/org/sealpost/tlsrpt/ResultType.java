package org.sealpost.tlsrpt;

import java.util.Arrays;
import java.util.Optional;

/** Why a session failed (RFC 8460 §4.3). */
public enum ResultType {
  /** The host does not do STARTTLS (§4.3.1). */
  STARTTLS_NOT_SUPPORTED("starttls-not-supported"),
  /** The certificate is for another name. */
  CERTIFICATE_HOST_MISMATCH("certificate-host-mismatch"),
  /** The certificate is out of its time. */
  CERTIFICATE_EXPIRED("certificate-expired"),
  /** The certificate proves nothing for another reason. */
  CERTIFICATE_NOT_TRUSTED("certificate-not-trusted"),
  /** Anything else (§4.3.3); the reason says what. */
  VALIDATION_FAILURE("validation-failure"),
  /** None of the TLSA records can be used (§4.3.2.1). */
  TLSA_INVALID("tlsa-invalid"),
  /** The DNS had no valid records. */
  DNSSEC_INVALID("dnssec-invalid"),
  /** The operator demands DANE, and the host has no TLSA records. */
  DANE_REQUIRED("dane-required"),
  /** The MTA-STS policy could not be fetched (§4.3.2.2). */
  STS_POLICY_FETCH_ERROR("sts-policy-fetch-error"),
  /** What was fetched is no policy. */
  STS_POLICY_INVALID("sts-policy-invalid"),
  /** The certificate of the Policy Host proves nothing. */
  STS_WEBPKI_INVALID("sts-webpki-invalid");

  private final String text;

  ResultType(String text) {
    this.text = text;
  }

  /** As reports have it. */
  public String text() {
    return text;
  }

  /** The type of that text; empty where it is none of these. */
  public static Optional<ResultType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}
