package org.sealpost.web.directory;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AccountDetail;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;
import org.sealpost.smtp.Mailbox;
import org.sealpost.web.page.Notices;

/**
 * One account: its password, addresses and certificates. It lives as long as the view, because
 * which buttons there are depends on the account.
 */
@Named
@ViewScoped
public class MailAccountBacking implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String THIS_PAGE = "/mailaccount" + Commanding.SAME_PAGE;

  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;

  private String name = "";
  private @Nullable AccountDetail detail;
  private transient @Nullable String password;
  private String address = "";
  private String certificates = "";
  private boolean certificatesSent;
  private String removeReason = "";
  private @Nullable String openDialog;

  /** Reads the account before the page is written; status 404 where it is gone. */
  public void load() throws IOException {
    detail = view.account(name).orElse(null);
    if (detail == null) {
      Commanding.notFound();
    } else if (!certificatesSent) { // the form keeps what was typed where it was refused
      certificates = String.join("\n", detail.fingerprints());
    }
    certificatesSent = false;
    password = null;
  }

  /** Sets a generated password and shows it, this once. */
  public void generatePassword() {
    String generated = Commanding.given(() -> commands.generatePassword(Commanding.actor(), name));
    if (generated != null) {
      Commanding.showOnce(generated);
    }
  }

  /** Sets the password that was typed. */
  public @Nullable String setNewPassword() {
    return run(
        actor -> commands.setPassword(actor, name, getPassword()), "mailaccount.passwordSet");
  }

  /** Lets the account be used, or not. */
  public @Nullable String allow(boolean usable) {
    return run(
        actor -> commands.setEnabled(actor, name, usable),
        usable ? "mailaccount.enabled" : "mailaccount.disabled");
  }

  /** Gives the account the address that was typed. */
  public @Nullable String addAddress() {
    return run(actor -> commands.addAddress(actor, name, address), "mailaccount.addressAdded");
  }

  /** Takes an address from the account. */
  public @Nullable String removeAddress(String which) {
    return run(actor -> commands.removeAddress(actor, name, which), "mailaccount.addressRemoved");
  }

  /** Sets the certificates that were typed. */
  public @Nullable String saveCertificates() {
    return run(
        actor -> commands.setCertificates(actor, name, Commanding.entries(getCertificates())),
        "mailaccount.certificatesSaved");
  }

  /** Removes the account, with a reason for the audit log. */
  public @Nullable String remove() {
    if (removeReason.isBlank()) {
      openDialog = "removeDialog";
      Notices.refusedAt("removeForm:removeReason", "reason.missing");
      return null;
    }
    if (run(actor -> commands.removeAccount(actor, name, removeReason), "mailaccount.removed")
        == null) {
      return null;
    }
    return "/domain?faces-redirect=true&name=" + getDomain();
  }

  private @Nullable String run(Consumer<String> command, String doneKey) {
    if (!Commanding.done(command)) {
      return null;
    }
    Commanding.say(doneKey);
    return THIS_PAGE;
  }

  /** The domain it is at. */
  public String getDomain() {
    return Mailbox.parse(name).map(mailbox -> mailbox.domain().name()).orElse("");
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  public @Nullable AccountDetail getDetail() {
    return detail;
  }

  public String getPassword() {
    return password == null ? "" : password;
  }

  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  public String getAddress() {
    return address;
  }

  public void setAddress(@Nullable String address) {
    this.address = address == null ? "" : address.strip();
  }

  public String getCertificates() {
    return certificates;
  }

  public void setCertificates(@Nullable String certificates) {
    this.certificates = certificates == null ? "" : certificates;
    certificatesSent = true;
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
