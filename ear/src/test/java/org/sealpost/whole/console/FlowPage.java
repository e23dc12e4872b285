package org.sealpost.whole.console;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** {@code flow.xhtml}. */
final class FlowPage {
  private final Browser browser;

  FlowPage(Browser browser) {
    this.browser = browser;
  }

  FlowPage open() {
    browser.open("flow.xhtml");
    return this;
  }

  /** Opens a form by its head. */
  FlowPage form(String name) {
    browser.find(name + "Add").findElement(By.tagName("summary")).click();
    return this;
  }

  /** Types into a field of a form. */
  FlowPage type(String field, String text) {
    String form = field.replaceAll("[A-Z].*", "");
    browser.type(form + "Form:" + field, text);
    return this;
  }

  /** Sets the time of a form, as the page's script does when one is chosen. */
  FlowPage fill(String field, Instant time) {
    String form = field.replaceAll("[A-Z].*", "");
    browser
        .driver()
        .executeScript(
            "document.getElementById(arguments[0]).value = arguments[1]",
            form + "Form:" + field,
            time.toString());
    return this;
  }

  /** Ticks a box of the form for waits. */
  FlowPage tick(String box) {
    browser.find("retryForm:" + box).click();
    return this;
  }

  /** Sends a form; what the page says then. */
  String save(String name) {
    browser.follow(name + "Form:" + name + "Save");
    return browser.text("messages");
  }

  /** Ends the first rule of a table; what the page says then. */
  String end(String table, String reason) {
    browser.all("#" + table + " button.end").get(0).click();
    browser.await("dialog", () -> browser.find("endDialog").isDisplayed());
    browser.type("endForm:endReason", reason);
    browser.follow("endForm:endConfirm");
    return browser.text("messages");
  }

  /** Lets go what the first hold keeps; what the page says then. */
  String release() {
    @Nullable String id = browser.all("#holds button[id$=release]").get(0).getAttribute("id");
    browser.follow(requireNonNull(id));
    return browser.text("messages");
  }

  /** The texts of a column of a table, from 0. */
  List<String> column(String table, int column) {
    return browser.all("#" + table + " tbody tr").stream()
        .map(row -> row.findElements(By.tagName("td")).get(column))
        .map(WebElement::getText)
        .toList();
  }
}
