package org.sealpost.web.flow;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.FlowCommands;
import org.sealpost.admin.FlowRow;
import org.sealpost.admin.RouteEntry;
import org.sealpost.admin.RouteView;
import org.sealpost.admin.WantedRoute;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;

/** The page of routes: those of the settings, and those that operators lay down. */
@Named
@ViewScoped
public class RoutesBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private RouteView view;
  @EJB private FlowCommands commands;

  private String recipients = "";
  private String servers = "";
  private String reason = "";
  private boolean opened;
  private String edit = "";
  private long endId = -1;
  private String endReason = "";
  private @Nullable String openDialog;
  private transient List<RouteEntry> routes = List.of();

  /** Reads the routes, and opens the form for the one that is to be changed. */
  public void load() {
    routes = view.list();
    if (!edit.isEmpty()) {
      recipients = edit;
      servers =
          routes.stream()
              .filter(each -> each.recipients().equals(edit))
              .map(RouteEntry::rule)
              .filter(RoutesBacking::isLaidDown)
              .map(rule -> String.valueOf(rule.route()).replace(' ', '\n'))
              .findFirst()
              .orElse(servers);
      opened = true;
      edit = "";
    }
  }

  private static boolean isLaidDown(@Nullable FlowRow rule) {
    return rule != null;
  }

  /** Lays a route down. */
  public @Nullable String save() {
    opened = true;
    boolean right = given("routeFor", recipients, "field.missing");
    right &= given("routeServers", servers, "field.missing");
    right &= given("routeReason", reason, "reason.missing");
    return right
        ? done(
            actor -> commands.route(actor, new WantedRoute(recipients, servers, reason)),
            "routes.done")
        : null;
  }

  private static boolean given(String field, String text, String missing) {
    if (text.isEmpty()) {
      Notices.refusedAt("routeForm:" + field, missing);
    }
    return !text.isEmpty();
  }

  /** Ends the route that was chosen, with a reason. */
  public @Nullable String end() {
    if (endReason.isBlank()) {
      openDialog = "endDialog";
      Notices.refusedAt("endForm:endReason", "reason.missing");
      return null;
    }
    return done(actor -> commands.end(actor, endId, endReason), "routes.ended");
  }

  private static @Nullable String done(Consumer<String> command, String said) {
    if (!Commanding.done(command)) {
      return null;
    }
    Notices.done(said);
    Notices.keepThroughRedirect();
    return "/routes?faces-redirect=true";
  }

  public List<RouteEntry> getRoutes() {
    return routes;
  }

  public String getRecipients() {
    return recipients;
  }

  public void setRecipients(@Nullable String recipients) {
    this.recipients = stripped(recipients);
  }

  public String getServers() {
    return servers;
  }

  public void setServers(@Nullable String servers) {
    this.servers = stripped(servers);
  }

  public String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = stripped(reason);
  }

  /** Whether the form is unfolded: it was refused, or a route is to be changed. */
  public boolean isOpened() {
    return opened;
  }

  public String getEdit() {
    return edit;
  }

  public void setEdit(@Nullable String edit) {
    this.edit = stripped(edit);
  }

  public long getEndId() {
    return endId;
  }

  public void setEndId(long endId) {
    this.endId = endId;
  }

  public String getEndReason() {
    return endReason;
  }

  public void setEndReason(@Nullable String endReason) {
    this.endReason = stripped(endReason);
  }

  public @Nullable String getOpenDialog() {
    return openDialog;
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
