package org.sealpost.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Sends a browser to another page. A partial (ajax) request must not be answered with status 302:
 * the script would follow it and find a page where it waits for a partial response.
 */
public final class Redirection {
  private Redirection() {}

  /**
   * Sends the redirect.
   *
   * @param path path within the application, our own text, already encoded
   */
  public static void send(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    String location = request.getContextPath() + path;
    response.setHeader("Cache-Control", "no-store");
    if (isPartial(request)) {
      response.setContentType("text/xml");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.getWriter().write(partial(location));
    } else {
      response.sendRedirect(location);
    }
  }

  /** Whether a script of the page asks for a part of it. */
  public static boolean isPartial(HttpServletRequest request) {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  static String partial(String location) {
    String url = location.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<partial-response><redirect url=\""
        + url
        + "\"/></partial-response>";
  }
}
