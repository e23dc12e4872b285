package org.sealpost.web.directory;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AliasRow;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;
import org.sealpost.smtp.Mailbox;
import org.sealpost.web.page.Notices;

/** One alias and the addresses it leads to. */
@Named
@RequestScoped
public class AliasBacking {
  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;

  private String address = "";
  private @Nullable AliasRow row;
  private @Nullable String targets;
  private String removeReason = "";
  private @Nullable String openDialog;

  /** Reads the alias before the page is written; status 404 where it is gone. */
  public void load() throws IOException {
    row = view.alias(address).orElse(null);
    if (row == null) {
      Commanding.notFound();
    } else if (targets == null) { // another form was sent
      targets = String.join("\n", row.targets());
    }
  }

  /** Gives the alias the targets that were typed. */
  public @Nullable String save() {
    boolean saved =
        Commanding.done(
            actor -> commands.changeAlias(actor, address, Commanding.entries(getTargets())));
    if (!saved) {
      return null;
    }
    Commanding.say("alias.saved");
    return "/alias" + Commanding.SAME_PAGE;
  }

  /** Removes the alias, with a reason for the audit log. */
  public @Nullable String remove() {
    if (removeReason.isBlank()) {
      openDialog = "removeDialog";
      Notices.refusedAt("removeForm:removeReason", "reason.missing");
      return null;
    }
    if (!Commanding.done(actor -> commands.removeAlias(actor, address, removeReason))) {
      return null;
    }
    Commanding.say("alias.removed");
    return "/domain?faces-redirect=true&name=" + getDomain();
  }

  /** The domain it is at. */
  public String getDomain() {
    return Mailbox.parse(address).map(mailbox -> mailbox.domain().name()).orElse("");
  }

  public String getAddress() {
    return address;
  }

  public void setAddress(@Nullable String address) {
    this.address = address == null ? "" : address;
  }

  public @Nullable AliasRow getRow() {
    return row;
  }

  public String getTargets() {
    return targets == null ? "" : targets;
  }

  public void setTargets(@Nullable String targets) {
    this.targets = targets == null ? "" : targets;
  }

  public String getRemoveReason() {
    return removeReason;
  }

  public void setRemoveReason(@Nullable String reason) {
    this.removeReason = reason == null ? "" : reason.strip();
  }

  /** The dialog that a refused action opens again. */
  public @Nullable String getOpenDialog() {
    return openDialog;
  }
}
