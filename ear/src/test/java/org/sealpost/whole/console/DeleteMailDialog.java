package org.sealpost.whole.console;

import org.openqa.selenium.By;

/** The dialog of {@code mail.xhtml} that asks before a mail is deleted. */
final class DeleteMailDialog {
  private static final String REASON = "mailForm:deleteReason";
  private static final String CONFIRM = "mailForm:deleteConfirm";

  private final Browser browser;

  DeleteMailDialog(Browser browser) {
    this.browser = browser;
  }

  /** Opens it with the page's button. */
  DeleteMailDialog ask() {
    browser.find("delete").click();
    browser.await("dialog", this::isOpen);
    return this;
  }

  boolean isOpen() {
    return browser.find("deleteDialog").isDisplayed();
  }

  DeleteMailDialog reason(String reason) {
    browser.type(REASON, reason);
    return this;
  }

  void cancel() {
    browser.find("deleteDialogCancel").click();
  }

  /** Confirms where the page may let it through. */
  void confirm() {
    browser.follow(CONFIRM);
  }

  /** Confirms where the page itself is to refuse. */
  void confirmRefused() {
    browser.find(CONFIRM).click();
  }

  /** What the field says is missing. */
  String complaint() {
    return String.valueOf(
        browser.run("return document.getElementById(arguments[0]).validationMessage", REASON));
  }

  /** Takes the page's own check away, as somebody would who writes the request by hand. */
  void disarm() {
    browser.run(
        "const field = document.getElementById(arguments[0]);"
            + "field.removeAttribute('data-required'); field.setCustomValidity('')",
        REASON);
  }

  String error() {
    return browser.find(By.cssSelector("#deleteDialog .field-error")).getText();
  }
}
