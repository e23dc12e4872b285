package org.sealpost.whole.console;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** {@code mailbox.xhtml} and {@code mail.xhtml}. */
final class MailboxPage {
  private final Browser browser;

  MailboxPage(Browser browser) {
    this.browser = browser;
  }

  /** Waits for a mail with this in its subject and opens it. */
  MailboxPage openMail(String mailbox, String subject) {
    browser.await(
        subject + " for " + mailbox,
        () -> {
          browser.open("mailbox.xhtml?mailbox=" + mailbox);
          return subjects().stream().anyMatch(shown -> shown.contains(subject));
        });
    WebElement link = browser.find(By.xpath("//a[@class='open'][contains(., '" + subject + "')]"));
    browser.follow(String.valueOf(link.getDomAttribute("id")));
    return this;
  }

  List<String> subjects() {
    return browser.all(".mailbox a.open").stream().map(WebElement::getText).toList();
  }

  String tls() {
    return browser.text("tls");
  }

  String excerpt() {
    return browser.text("excerpt");
  }

  /** Where the raw message is. */
  String download() {
    return String.valueOf(browser.find("download").getDomAttribute("href"));
  }
}
