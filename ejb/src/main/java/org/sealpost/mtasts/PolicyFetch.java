package org.sealpost.mtasts;

/** What came of asking a Policy Host. */
public sealed interface PolicyFetch {
  /** A valid policy. */
  record Fetched(MtaStsPolicy policy) implements PolicyFetch {}

  /**
   * None.
   *
   * @param detail in one line, without control characters
   */
  record Failed(Fault fault, String detail) implements PolicyFetch {
    /** For logs, traces and the cache. */
    String text() {
      return fault.resultType() + ": " + detail;
    }
  }

  /** Why, in the words of TLS reports (RFC 8460 §4.3). */
  enum Fault {
    /** It could not be fetched. */
    FETCH_ERROR("sts-policy-fetch-error"),
    /** What came is not a policy. */
    INVALID("sts-policy-invalid"),
    /** The certificate of the Policy Host proves nothing. */
    WEBPKI_INVALID("sts-webpki-invalid");

    private final String resultType;

    Fault(String resultType) {
      this.resultType = resultType;
    }

    /** The fault that a text of {@link Failed#text} begins with. */
    static Fault ofText(String text) {
      for (Fault fault : values()) {
        if (text.startsWith(fault.resultType + ":")) {
          return fault;
        }
      }
      return FETCH_ERROR;
    }

    /** The result type of RFC 8460 §4.3. */
    public String resultType() {
      return resultType;
    }
  }
}
