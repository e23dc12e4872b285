package org.sealpost.web.reports;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.TlsReportIntake;

/**
 * Where other servers post their reports about TLS (RFC 8460 §3, §5.4): {@code
 * https://<name>/.well-known/tlsrpt}. Open to all, so that size, number and time are limited; the
 * answer is 200 only once the report is committed, and without a body.
 */
@WebServlet("/.well-known/tlsrpt")
public final class ReportServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** RFC 8460 §6.3, §6.4. */
  private static final Set<String> TYPES =
      Set.of("application/tlsrpt+gzip", "application/tlsrpt+json");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TOO_MANY = 429; // RFC 6585 §4

  @EJB private transient TlsReportIntake intake;

  private final transient InstantSource clock = InstantSource.system();
  private final transient PostLimit limit = new PostLimit(clock);

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!intake.isOpen()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    } else if (!TYPES.contains(mediaType(request.getContentType()))) {
      response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    } else if (request.getContentLengthLong() > TlsReportIntake.MOST_OCTETS) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else if (!limit.admits(request.getRemoteAddr())) {
      later(response, TOO_MANY, PostLimit.WINDOW);
    } else if (!limit.enter()) {
      later(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Duration.ofMinutes(1));
    } else {
      try {
        take(request, response);
      } finally {
        limit.leave();
      }
    }
  }

  private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body = body(request.getInputStream());
    if (body == null) {
      response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
    } else if (body.length > TlsReportIntake.MOST_OCTETS) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else {
      switch (intake.take(body, request.getRemoteAddr())) {
        case TAKEN -> response.setStatus(HttpServletResponse.SC_OK);
        case REFUSED -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        case FULL ->
            later(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Duration.ofHours(1));
      }
    }
  }

  private static void later(HttpServletResponse response, int status, Duration wait) {
    response.setStatus(status);
    response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
  }

  /** At most one octet more than may be; null where it takes too long, octet by octet. */
  private byte @Nullable [] body(InputStream in) throws IOException {
    Instant end = clock.instant().plus(PATIENCE);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    int count = in.read(some);
    while (count >= 0 && body.size() <= TlsReportIntake.MOST_OCTETS) {
      body.write(some, 0, count);
      if (clock.instant().isAfter(end)) {
        return null;
      }
      count = in.read(some);
    }
    return body.toByteArray();
  }

  private static String mediaType(@Nullable String stated) {
    String type = stated == null ? "" : stated;
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
