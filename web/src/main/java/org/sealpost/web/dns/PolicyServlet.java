package org.sealpost.web.dns;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sealpost.admin.PublicationView;

/**
 * The MTA-STS policy of the hosted domain that the request names (RFC 8461 §3.3): {@code
 * https://mta-sts.<domain>/.well-known/mta-sts.txt}. Senders ask over HTTPS, so a server that has
 * the certificates stands before this one and passes the Host field on.
 */
@WebServlet("/.well-known/mta-sts.txt")
public final class PolicyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient PublicationView publication;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> policy = publication.policyOf(request.getServerName());
    // RFC 8461 §3.2: the media type is text/plain.
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.US_ASCII.name());
    if (policy.isEmpty()) {
      // Not sendError: a mail server has no use for the console's page.
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] octets = policy.get().getBytes(StandardCharsets.US_ASCII);
    response.setContentLength(octets.length);
    response.getOutputStream().write(octets);
  }
}
