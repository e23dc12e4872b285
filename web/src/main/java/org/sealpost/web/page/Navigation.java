package org.sealpost.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The pages that every page leads to, in groups. To add a page is to name it here, and {@code
 * nav.NAME} in the texts; a name whose page is not there is left out.
 */
@Named
@ApplicationScoped
public class Navigation {
  private static final List<Group> PLAN =
      List.of(
          group("mail", "dashboard", "queue", "mailbox", "notifications", "submissions"),
          group("flow", "routes", "flow", "suppression"),
          group("protection", "policy", "reports", "dns"),
          group("accounts", "domains", "users", "tokens", "account"),
          group("server", "audit", "settings"));

  @Inject private ServletContext application;

  private List<Group> groups = List.of();

  /**
   * Pages under one heading.
   *
   * @param name its text is {@code nav.group.NAME}
   */
  public record Group(String name, List<Entry> entries) {
    /** Copies. */
    public Group {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One page.
   *
   * @param page name of the page without {@code .xhtml}, and of the template's parameter {@code
   *     page}
   */
  public record Entry(String page) {
    /** Id of its link in every page, for example {@code navQueue}. */
    public String id() {
      return "nav" + Character.toUpperCase(page.charAt(0)) + page.substring(1);
    }

    /** Its path within the application. */
    public String path() {
      return "/" + page + ".xhtml";
    }
  }

  private static Group group(String name, String... pages) {
    return new Group(name, List.of(pages).stream().map(Entry::new).toList());
  }

  @PostConstruct
  void look() {
    groups = existing(this::isThere);
  }

  private boolean isThere(Entry entry) {
    try {
      return application.getResource(entry.path()) != null;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(entry.path(), e);
    }
  }

  static List<Group> existing(Predicate<Entry> isThere) {
    return PLAN.stream()
        .map(group -> new Group(group.name(), group.entries().stream().filter(isThere).toList()))
        .filter(group -> !group.entries().isEmpty())
        .toList();
  }

  /** What there is; no group is empty. */
  public List<Group> getGroups() {
    return groups;
  }
}
