package org.sealpost.web.flow;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.SuppressionCommands;
import org.sealpost.admin.SuppressionRow;
import org.sealpost.admin.SuppressionView;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The page of the addresses to which nothing is sent. */
@Named
@ViewScoped
public class SuppressionBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private SuppressionView view;
  @EJB private SuppressionCommands commands;

  private String text = "";
  private String address = "";
  private String reason = "";
  private String lastDay = "";
  private long removeId = -1;
  private String removeReason = "";
  private @Nullable String openDialog;
  private transient @Nullable PageModel<SuppressionRow> list;

  /** Puts an address on the list. */
  public @Nullable String add() {
    if (reason.isEmpty()) {
      Notices.refusedAt("addForm:reason", "reason.missing");
      return null;
    }
    Instant end;
    try {
      end = end();
    } catch (DateTimeParseException noDate) {
      Notices.refusedAt("addForm:lastDay", "exceptions.noDate");
      return null;
    }
    return done(actor -> commands.add(actor, address, reason, end), "suppression.added");
  }

  /** The last day counts to its end. */
  private @Nullable Instant end() {
    return lastDay.isEmpty()
        ? null
        : LocalDate.parse(lastDay).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Takes the address that was chosen off the list, with a reason. */
  public @Nullable String remove() {
    if (removeReason.isEmpty()) {
      openDialog = "removeDialog";
      Notices.refusedAt("removeForm:removeReason", "reason.missing");
      return null;
    }
    return done(actor -> commands.remove(actor, removeId, removeReason), "suppression.removed");
  }

  private static @Nullable String done(Consumer<String> command, String said) {
    if (!Commanding.done(command)) {
      return null;
    }
    Notices.done(said);
    Notices.keepThroughRedirect();
    return "/suppression?faces-redirect=true";
  }

  /** The addresses, newest first, read page by page. */
  public PageModel<SuppressionRow> getList() {
    PageModel<SuppressionRow> model = list;
    if (model == null) {
      model =
          new PageModel<>(
              () -> view.count(text),
              (first, most, sort) -> view.list(text, first, most),
              SuppressionRow::id);
      list = model;
    }
    return model;
  }

  /** After how many days an address comes off that got there by itself; 0: none gets there. */
  public long getDays() {
    return view.days();
  }

  /** The first day that can be chosen. */
  public String getToday() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  public boolean isTouched() {
    return !(address + reason + lastDay).isEmpty();
  }

  public String getText() {
    return text;
  }

  public void setText(@Nullable String text) {
    this.text = given(text);
  }

  public String getAddress() {
    return address;
  }

  public void setAddress(@Nullable String address) {
    this.address = given(address);
  }

  public String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = given(reason);
  }

  public String getLastDay() {
    return lastDay;
  }

  public void setLastDay(@Nullable String lastDay) {
    this.lastDay = given(lastDay);
  }

  public long getRemoveId() {
    return removeId;
  }

  public void setRemoveId(long removeId) {
    this.removeId = removeId;
  }

  public String getRemoveReason() {
    return removeReason;
  }

  public void setRemoveReason(@Nullable String removeReason) {
    this.removeReason = given(removeReason);
  }

  public @Nullable String getOpenDialog() {
    return openDialog;
  }

  private static String given(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
