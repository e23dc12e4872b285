package org.sealpost.web.page;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sealpost.admin.MailboxView;
import org.sealpost.admin.QueueView;

/**
 * Hands out a message as it is, piece by piece: {@code /download/queue?id=} from the queue, {@code
 * /download/mailbox?id=} from a mailbox. Always as an attachment, never shown in the browser: the
 * content is a stranger's.
 */
@WebServlet({"/download/queue", "/download/mailbox"})
public final class DownloadServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient QueueView queue;
  @EJB private transient MailboxView mailboxes;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long id = DownloadName.id(request.getParameter("id"));
    if (id < 0) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    boolean fromQueue = request.getServletPath().endsWith("/queue");
    response.setContentType("message/rfc822");
    String name = DownloadName.of(fromQueue ? "queue" : "mail", id);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    boolean written =
        fromQueue
            ? queue.writeRaw(id, response.getOutputStream())
            : mailboxes.writeRaw(id, response.getOutputStream());
    if (!written) {
      response.setHeader("Content-Disposition", "inline");
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
