package org.sealpost.web.mailbox;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.MailboxCommands;
import org.sealpost.admin.MailboxRow;
import org.sealpost.admin.MailboxView;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageText;

/** One message of a mailbox, its beginning shown as plain text. */
@Named
@RequestScoped
public class MailBacking {
  private static final int EXCERPT_OCTETS = 64 * 1024;

  @EJB private MailboxView view;

  @EJB private MailboxCommands commands;

  private long id = -1;
  private @Nullable MailboxRow mail;
  private String excerpt = "";
  private String deleteReason = "";
  private @Nullable String openDialog;

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

  /** Removes the message from its mailbox, with a reason for the audit log. */
  public @Nullable String delete() {
    if (deleteReason.isBlank()) {
      openDialog = "deleteDialog";
      Notices.refusedAt("mailForm:deleteReason", "reason.missing");
      return null;
    }
    String actor = FacesContext.getCurrentInstance().getExternalContext().getRemoteUser();
    int deleted = commands.delete(actor, List.of(id), deleteReason);
    Notices.done("mailbox.deleted", deleted);
    Notices.keepThroughRedirect();
    return "/mailbox?faces-redirect=true";
  }

  public String getDeleteReason() {
    return deleteReason;
  }

  public void setDeleteReason(@Nullable String reason) {
    deleteReason = reason == null ? "" : reason.strip();
  }

  /** The dialog that a refused action opens again. */
  public @Nullable String getOpenDialog() {
    return openDialog;
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
