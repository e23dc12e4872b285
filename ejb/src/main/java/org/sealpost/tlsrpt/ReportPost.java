package org.sealpost.tlsrpt;

import java.net.URI;

/** Sends reports by HTTPS (RFC 8460 §5.4). Thread-safe; blocks; failures are values. */
public interface ReportPost {
  /** What a POST came to. */
  sealed interface Answer {}

  /**
   * The server has it.
   *
   * @param status a code that says so
   */
  record Taken(int status) implements Answer {}

  /**
   * It does not.
   *
   * @param detail in one line
   */
  record NotTaken(String detail) implements Answer {}

  /** Posts a report. */
  Answer post(URI uri, byte[] gzip);
}
