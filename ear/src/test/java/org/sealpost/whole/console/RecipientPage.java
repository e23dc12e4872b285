package org.sealpost.whole.console;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.openqa.selenium.By;

/** {@code recipient.xhtml} and {@code policy.xhtml}, which leads to it. */
final class RecipientPage {
  private final Browser browser;

  RecipientPage(Browser browser) {
    this.browser = browser;
  }

  /** Types the domain on the page of all domains. */
  RecipientPage open(String domain) {
    browser.open("policy.xhtml");
    browser.type("name", domain);
    browser.follow("openDomain");
    return this;
  }

  /** Lays something down; what the page says then. */
  String layDown(String kind, String key, int days, String reason) {
    browser.find("addException").findElement(By.tagName("summary")).click();
    browser.find("kind-" + kind).click();
    if (!key.isEmpty()) {
      browser.type("exceptionForm:key", key);
    }
    if (days > 0) {
      browser.run(
          "document.getElementById('exceptionForm:lastDay').value = arguments[0]",
          LocalDate.now(ZoneOffset.UTC).plusDays(days).toString());
    }
    browser.type("exceptionForm:reason", reason);
    browser.follow("exceptionForm:add");
    return browser.text("messages");
  }

  /** Ends the newest exception; what the page says then. */
  String end(String reason) {
    browser.all("#inForce button.end").get(0).click();
    browser.await("dialog", () -> browser.find("endDialog").isDisplayed());
    browser.type("endForm:endReason", reason);
    browser.follow("endForm:endConfirm");
    return browser.text("messages");
  }

  /** What was last seen: aspect and level. */
  List<String> seen() {
    return browser.all("#seen tbody tr").stream()
        .map(row -> row.findElements(By.tagName("td")))
        .map(cells -> cells.get(0).getText() + " " + cells.get(1).getText())
        .toList();
  }

  List<String> changes() {
    return texts("#changes .step");
  }

  /** The number that every page shows. */
  int alarms() {
    return browser.has("#alarmMark")
        ? Integer.parseInt(browser.text("alarmMark").replaceAll("\\D", ""))
        : 0;
  }

  /** Takes note of the newest alarm of the domain; what the page says then. */
  String note() {
    String id = browser.all("#changes button").get(0).getDomAttribute("id");
    browser.follow(String.valueOf(id));
    return browser.text("messages");
  }

  List<String> inForce() {
    return texts("#inForce tbody strong");
  }

  List<String> ended() {
    return texts("#ended tbody strong");
  }

  private List<String> texts(String selector) {
    return browser.all(selector).stream()
        .map(one -> one.getText().replaceAll("\\s+", " "))
        .toList();
  }
}
