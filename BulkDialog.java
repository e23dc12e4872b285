package org.sealpost.whole.console;

import org.openqa.selenium.By;

/** The dialog of {@code queue.xhtml} for everything that matches the filter. */
final class BulkDialog {
  private final Browser browser;

  BulkDialog(Browser browser) {
    this.browser = browser;
  }

  /** Opens the list with that filter, and the dialog, and waits for the count. */
  BulkDialog open(String query) {
    new QueuePage(browser).open(query);
    browser.find("bulkOpen").click();
    browser.await("counted", () -> browser.has("#bulkDialog[open]:not(.is-working)"));
    return this;
  }

  String count() {
    return browser.text("queueForm:bulkScope");
  }

  BulkDialog action(String action) {
    return choose("bulkAction", action);
  }

  BulkDialog requirement(String requirement) {
    return choose("bulkRequirement", requirement);
  }

  private BulkDialog choose(String field, String value) {
    String option = "[id='queueForm:" + field + "'] option[value='" + value + "']";
    browser.find(By.cssSelector(option)).click();
    return this;
  }

  BulkDialog reason(String reason) {
    browser.type("queueForm:bulkReason", reason);
    return this;
  }

  BulkDialog confirm() {
    browser.find("queueForm:bulkConfirmed").click();
    return this;
  }

  BulkDialog foresee() {
    browser.find("bulkPreview").click();
    browser.await("foreseen", () -> browser.has("[id='queueForm:bulkForesight'] .of-domain"));
    return this;
  }

  String foresight() {
    return browser.text("queueForm:bulkForesight");
  }

  void start() {
    browser.find("queueForm:bulkStart").click();
    browser.await("begun", () -> !browser.has("#bulkDialog[open]"));
  }

  void startRefused() {
    browser.find("queueForm:bulkStart").click();
    browser.await("refused", () -> browser.has("#bulkDialog .field-error"));
  }

  /** Waits until the newest work is done, and says so. */
  void awaitEnd(String action, String progress) {
    browser.await(
        action + " " + progress,
        () -> {
          browser.open("queue.xhtml");
          return browser.has(".run")
              && browser.find(By.className("run")).getText().contains(action)
              && browser.find(By.className("run")).getText().contains(progress)
              && browser.find(By.className("run")).getText().contains("Done");
        });
  }
}
