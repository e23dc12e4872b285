package org.sealpost.whole.console;

import org.openqa.selenium.By;

/** {@code message.xhtml}. */
final class MessagePage {
  private final Browser browser;

  MessagePage(Browser browser) {
    this.browser = browser;
  }

  String requirement() {
    return browser.text("requirementNow");
  }

  String attempts() {
    return browser.text("attempts");
  }

  /** Why the last attempt went as it did, which the page shows without being asked. */
  String why() {
    return browser.find(By.cssSelector("#attempts > li:last-child details.why[open]")).getText();
  }

  /** Presses {@code retry}, {@code hold} or {@code release}; what the page says then. */
  String press(String button) {
    browser.follow("messageForm:" + button);
    return browser.text("messages");
  }

  /** Opens the dialog where it is not open, and chooses. */
  MessagePage choose(String requirement) {
    if (!isDialogOpen()) {
      browser.find("changeRequirement").click();
      browser.await("dialog", () -> isDialogOpen());
    }
    browser.find("requirement-" + requirement).click();
    return this;
  }

  /** What the dialog says the chosen requirement would mean. */
  String foreseen() {
    browser.await("foresight", () -> browser.has("#requirementDialog:not(.is-working) .foresight"));
    return browser.find(By.className("foresight")).getText().replaceAll("\\s+", " ");
  }

  boolean isDialogOpen() {
    return browser.find("requirementDialog").isDisplayed();
  }

  boolean warnsOfWeakening() {
    return browser.find("weakening").isDisplayed();
  }

  MessagePage confirmWeakening() {
    browser.find("messageForm:confirmed").click();
    return this;
  }

  MessagePage reason(String reason) {
    browser.type("messageForm:reason", reason);
    return this;
  }

  MessagePage tryNow() {
    browser.find("messageForm:tryNow").click();
    return this;
  }

  /** Saves where the page may let it through. */
  void save() {
    browser.follow("messageForm:requirementSave");
  }

  /** Presses the button where the page itself is to refuse. */
  void saveRefused() {
    browser.find("messageForm:requirementSave").click();
  }

  /** What the field says is missing. */
  String complaint(String field) {
    return String.valueOf(
        browser.run(
            "return document.getElementById(arguments[0]).validationMessage",
            "messageForm:" + field));
  }

  /** Takes the page's own checks away, as somebody would who writes the request by hand. */
  void disarm() {
    browser.run(
        "document.querySelectorAll('[data-required]')"
            + ".forEach(field => field.removeAttribute('data-required'))");
  }

  String errorInDialog() {
    return browser.find(By.cssSelector("#requirementDialog .field-error")).getText();
  }
}
