package org.sealpost.whole.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.WebElement;

/** {@code domains.xhtml} and the pages it leads to. */
final class DomainsPage {
  private final Browser browser;

  DomainsPage(Browser browser) {
    this.browser = browser;
  }

  DomainsPage addDomain(String name) {
    browser.open("domains.xhtml");
    browser.type("addForm:name", name);
    browser.follow("addForm:add");
    return this;
  }

  List<String> names() {
    browser.open("domains.xhtml");
    return browser.all(".domains a.open").stream().map(WebElement::getText).toList();
  }

  DomainsPage openDomain(String name) {
    browser.open("domain.xhtml?name=" + name);
    return this;
  }

  /** Returns the password that is shown once. */
  String addAccount(String localPart) {
    browser.type("accountForm:localPart", localPart);
    browser.follow("accountForm:addAccount");
    return browser.text("newPassword");
  }

  List<String> accounts() {
    return browser.all(".accounts a.open").stream().map(WebElement::getText).toList();
  }

  void addAlias(String localPart, String... targets) {
    browser.type("aliasForm:aliasLocalPart", localPart);
    browser.type("aliasForm:targets", String.join("\n", targets));
    browser.follow("aliasForm:addAlias");
  }

  List<String> aliases() {
    return browser.all(".aliases a.open").stream().map(WebElement::getText).toList();
  }

  DomainsPage openAccount(String name) {
    browser.open("mailaccount.xhtml?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    return this;
  }

  void addAddress(String address) {
    browser.type("addressForm:address", address);
    browser.follow("addressForm:addAddress");
  }

  /** Presses the first button that removes an address. */
  void removeAddress() {
    String id = browser.all("#addresses button").get(0).getDomAttribute("id");
    browser.follow(String.valueOf(id));
  }

  List<String> addresses() {
    return browser.all("#addresses li > span:first-child").stream()
        .map(WebElement::getText)
        .toList();
  }

  /** What the page says at its top. */
  String notice() {
    return browser.text("messages");
  }
}
