package org.sealpost.web.mailbox;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.MailboxRow;
import org.sealpost.admin.MailboxView;
import org.sealpost.web.page.PageText;

/** One message of a mailbox, its beginning shown as plain text. */
@Named
@RequestScoped
public class MailBacking {
  private static final int EXCERPT_OCTETS = 64 * 1024;

  @EJB private MailboxView view;

  private long id = -1;
  private @Nullable MailboxRow mail;
  private String excerpt = "";

  /** Reads the message before the page is written; status 404 where it is gone. */
  public void load() throws IOException {
    FacesContext context = FacesContext.getCurrentInstance();
    mail = id < 0 ? null : view.message(id).orElse(null);
    if (mail == null) {
      context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
      context.responseComplete();
      return;
    }
    excerpt = PageText.excerpt(view.excerpt(id, EXCERPT_OCTETS), EXCERPT_OCTETS);
  }

  /** Whether the excerpt is not the whole. */
  public boolean isCut() {
    return mail != null && mail.octets() > EXCERPT_OCTETS;
  }

  public long getId() {
    return id;
  }

  public void setId(long id) {
    this.id = id;
  }

  public @Nullable MailboxRow getMail() {
    return mail;
  }

  public String getExcerpt() {
    return excerpt;
  }
}
