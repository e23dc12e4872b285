package org.sealpost.web.mailbox;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.MailboxRow;
import org.sealpost.admin.MailboxView;
import org.sealpost.web.page.PageModel;

/** The mailbox page. Which mailbox comes from its address; nothing chosen means all of them. */
@Named
@ViewScoped
public class MailboxBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private MailboxView view;

  private @Nullable String mailbox;
  private List<String> mailboxes = List.of();
  private transient @Nullable PageModel<MailboxRow> rows;

  @PostConstruct
  void look() {
    mailboxes = List.copyOf(view.mailboxes());
  }

  /** The messages, newest first, read page by page. */
  public PageModel<MailboxRow> getRows() {
    PageModel<MailboxRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              () -> view.count(mailbox),
              (first, most, sort) -> view.list(mailbox, first, most),
              MailboxRow::id);
      rows = model;
    }
    return model;
  }

  public List<String> getMailboxes() {
    return mailboxes;
  }

  public @Nullable String getMailbox() {
    return mailbox;
  }

  /** Blank counts as all. */
  public void setMailbox(@Nullable String mailbox) {
    this.mailbox = mailbox == null || mailbox.isBlank() ? null : mailbox;
  }
}
