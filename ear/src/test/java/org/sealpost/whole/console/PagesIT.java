package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * Every page, in both themes and languages, on a desk and on a phone: nobody is shut out, nothing
 * runs over. Pictures are left in {@code target/screenshots}, to be looked at.
 */
final class PagesIT {
  private static final String PASSWORD = "a password of my own";

  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  @BeforeAll
  static void fillTheQueue() throws Exception {
    sealpost = new ConsoleFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    String once = Files.readString(sealpost.initialPassword()).strip();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("admin", once);
    page.changePassword(once, PASSWORD);
    sealpost.send("shop@localhost", "", ConsoleFixture.recipients(60, "many.example"), "Order 17");
    sealpost.send("ada@localhost", "REQUIRETLS", List.of("friend@lacking.example"), "Contract");
    sealpost.send("ada@localhost", "", List.of("bob@localhost", "eve@down.example"), "Minutes");
    QueuePage queue = new QueuePage(browser);
    queue.awaitState("domain=down.example", "eve@down.example", "Deferred");
    queue.awaitState("state=ALL&domain=lacking.example", "friend@lacking.example", "Failed");
    queue.open("domain=many.example").select("r059@many.example").press("hold");
    fillTheRest();
    browser.open("dashboard.xhtml");
    for (WebElement link : browser.all("#nav a")) {
      String path = String.valueOf(link.getDomAttribute("href")).replaceFirst(".*/", "");
      PAGES.put(path.replace(".xhtml", ""), path);
    }
    queue.open("state=ALL&domain=lacking.example").openMessage("friend@lacking.example");
    PAGES.put("message", "message.xhtml?" + browser.driver().getCurrentUrl().split("\\?", -1)[1]);
    PAGES.put("recipient", "recipient.xhtml?name=down.example");
    PAGES.put("domain", "domain.xhtml?name=hosted.example");
    PAGES.put("mailaccount", "mailaccount.xhtml?name=mary%40hosted.example");
    PAGES.put("alias", "alias.xhtml?address=all%40hosted.example");
    PAGES.put("user", "user.xhtml?name=carol");
    PAGES.put("routes-form", "routes.xhtml?edit=*.partner.example");
    PAGES.put("audit-filtered", "audit.xhtml?actor=admin&text=partner");
  }

  /** What operators and administrators lay down, so that no page is shown empty. */
  private static void fillTheRest() {
    DomainsPage domains = new DomainsPage(browser).openDomain("hosted.example");
    domains.addAccount("mary");
    domains.openDomain("hosted.example").addAlias("all", "mary@hosted.example", "bob@localhost");
    browser.open("users.xhtml");
    browser.type("addForm:name", "carol");
    browser.find("addForm:roles:2").click();
    browser.follow("addForm:add");
    browser.open("tokens.xhtml");
    browser.type("makeForm:name", "nightly figures");
    browser.find("makeForm:roles:2").click();
    browser.follow("makeForm:make");
    route(
        "*.partner.example",
        "smtp://mx1.partner.example?tls=starttls&verify=pkix smtps://b.example");
    route("down.example", "mx");
    FlowPage flow = new FlowPage(browser).open().form("pause");
    flow.type("pauseDomain", "slow.example").type("pauseReason", "They asked for it").save("pause");
    flow.open().form("limit").type("limitFor", "*").type("limitPerMinute", "600");
    flow.type("limitReason", "Their limit").save("limit");
    browser.open("suppression.xhtml");
    browser.find("addAddress").findElement(By.tagName("summary")).click();
    browser.type("addForm:address", "nobody@down.example");
    browser.type("addForm:reason", "She has left");
    browser.follow("addForm:add");
    browser.open("reports.xhtml");
    browser.type("addForm:subject", "quiet.example");
    browser.follow("addForm:add");
  }

  private static void route(String recipients, String servers) {
    browser.open("routes.xhtml?edit=" + recipients);
    browser.type("routeForm:routeServers", servers);
    browser.type("routeForm:routeReason", "A contract with this partner");
    browser.follow("routeForm:routeSave");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (sealpost != null) {
      sealpost.close();
    }
  }

  @Test
  void everyPageIsForEverybodyInBothThemes() throws IOException {
    assertThat(PAGES).hasSizeGreaterThan(12);
    Axe axe = new Axe(browser);
    List<String> findings = new ArrayList<>();
    for (String theme : List.of("light", "dark")) {
      prefer("en", theme);
      for (Map.Entry<String, String> page : PAGES.entrySet()) {
        browser.desktop();
        browser.open(page.getValue());
        browser.picture(page.getKey() + "-" + theme);
        axe.findings().forEach(each -> findings.add(page.getKey() + " " + theme + " " + each));
      }
    }
    openDialog("bulkOpen", "bulkDialog");
    browser.picture("queue-bulk-dark");
    axe.findings().forEach(each -> findings.add("bulk dialog " + each));
    assertThat(findings).isEmpty();
  }

  private static void openDialog(String button, String dialog) {
    browser.open("queue.xhtml");
    browser.find(button).click();
    browser.await("counted", () -> browser.has("#" + dialog + "[open]:not(.is-working)"));
  }

  @Test
  void everyPageFitsOnAPhoneInBothLanguages() throws IOException {
    List<String> wide = new ArrayList<>();
    for (String language : List.of("en", "de")) {
      prefer(language, "light");
      for (Map.Entry<String, String> page : PAGES.entrySet()) {
        browser.phone();
        browser.open(page.getValue());
        browser.picture(page.getKey() + "-phone-" + language);
        if (browser.overflow() > 0) {
          wide.add(page.getKey() + " " + language + " by " + browser.overflow());
        }
        browser.desktop();
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo(language);
        if (language.equals("de")) {
          browser.picture(page.getKey() + "-de");
        }
        assertThat(browser.find("main").getText()).as(page.getKey()).doesNotContain("???");
      }
    }
    assertThat(wide).isEmpty();
  }

  @Test
  void navigationUnfoldsOnAPhoneAndFoldsWithEscape() {
    prefer("en", "light");
    browser.phone();
    browser.open("queue.xhtml");
    assertThat(browser.find("navAudit").isDisplayed()).isFalse();
    browser.find("menu").click();
    assertThat(browser.find("navAudit").isDisplayed()).isTrue();
    assertThat(browser.find("menu").getDomAttribute("aria-expanded")).isEqualTo("true");
    browser.press(Keys.ESCAPE);
    assertThat(browser.find("navAudit").isDisplayed()).isFalse();
    browser.desktop();
  }

  private static void prefer(String language, String theme) {
    browser.driver().manage().addCookie(new Cookie("SEALPOST_LANGUAGE", language, "/"));
    browser.driver().manage().addCookie(new Cookie("SEALPOST_THEME", theme, "/"));
  }
}
