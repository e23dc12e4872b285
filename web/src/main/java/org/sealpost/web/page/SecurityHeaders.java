package org.sealpost.web.page;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response headers for one path. Pages get their script policy from PrimeFaces, which puts a
 * nonce into it ({@code primefaces.CSP_POLICY} in web.xml); several policies of one response all
 * apply. What is not a page may load nothing at all and is shown in a sandbox.
 */
final class SecurityHeaders {
  private static final String FRAMING =
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /**
   * The headers.
   *
   * @param path servlet path of the request, for example {@code /queue.xhtml}
   */
  static Map<String, String> of(String path) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (isResource(path)) {
      // The style sheet and scripts carry their version in the address and hold no secret.
      return headers;
    }
    headers.put("Cache-Control", "no-store");
    if (isPage(path)) {
      headers.put("Content-Security-Policy", FRAMING);
    } else {
      headers.put("Content-Security-Policy", "default-src 'none'; sandbox; " + FRAMING);
    }
    return headers;
  }

  private static boolean isResource(String path) {
    return path.startsWith("/jakarta.faces.resource/");
  }

  private static boolean isPage(String path) {
    return path.equals("/") || path.endsWith(".xhtml");
  }
}
