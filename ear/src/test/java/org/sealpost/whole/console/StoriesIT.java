package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/** What an operator sets out to do, from beginning to end. */
final class StoriesIT {
  private static final String PASSWORD = "a password of my own";

  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;

  private QueuePage queue;
  private AuditPage audit;

  @BeforeAll
  static void signIn() throws Exception {
    sealpost = new ConsoleFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    String once = Files.readString(sealpost.initialPassword()).strip();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("admin", once);
    page.changePassword(once, PASSWORD);
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

  @BeforeEach
  void begin() {
    queue = new QueuePage(browser);
    audit = new AuditPage(browser);
    browser.desktop();
  }

  @Test
  void everythingFromOneSenderIsHeldAndReleasedLater() throws Exception {
    List<String> many = ConsoleFixture.recipients(30, "many.example");
    sealpost.send("storm@localhost", "", many, "Storm");
    sealpost.send("calm@localhost", "", List.of("calm@down.example"), "Calm");
    queue.awaitState("text=storm", many.get(29), "Deferred");
    BulkDialog bulk = new BulkDialog(browser).open("text=storm%40localhost");
    assertThat(bulk.count()).startsWith("30 unfinished recipients match the filter.");
    sealpost.send("storm@localhost", "", List.of("later@down.example"), "Storm again");
    bulk.action("HOLD").reason("One sender, far too much").confirm().start();
    bulk.awaitEnd("Hold", "30 of 30, 30 changed");
    assertThat(queue.open("state=HELD&text=storm").recipients()).hasSize(30);
    assertThat(queue.open("state=HELD").recipients())
        .doesNotContain("calm@down.example", "later@down.example");
    AuditPage.Line line = audit.lines("bulk-hold").get(0);
    assertThat(line.change()).isEqualTo("30 recipients: text=storm@localhost");
    assertThat(line.reason()).isEqualTo("One sender, far too much");
    bulk.open("state=HELD&text=storm%40localhost");
    bulk.action("RELEASE").confirm().start();
    bulk.awaitEnd("Release", "30 of 30, 30 changed");
    assertThat(queue.open("state=HELD&text=storm").recipients()).isEmpty();
  }

  @Test
  void requirementOfAllThatMatchIsChangedAfterALookAhead() throws Exception {
    List<String> several = ConsoleFixture.recipients(3, "late.example");
    for (String recipient : several) {
      sealpost.send("strict@localhost", "REQUIRETLS", List.of(recipient), "Strict");
    }
    queue.awaitState("text=strict", several.get(2), "Deferred");
    BulkDialog bulk = new BulkDialog(browser).open("text=strict%40localhost");
    bulk.action("CHANGE_REQUIREMENT").requirement("OPTIONAL").foresee();
    assertThat(bulk.foresight()).contains("late.example", "3 recipients");
    bulk.confirm().startRefused();
    assertThat(browser.text("queueForm:bulkReasonError")).contains("needs a reason");
    bulk.reason("Their relay is old").start();
    bulk.awaitEnd("Change protection", "3 of 3, 3 changed");
    queue.open("text=strict");
    assertThat(queue.rows()).extracting(QueuePage.Row::requirement).containsOnly("TLS optional");
    assertThat(audit.lines("change-requirement")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void oneMessageIsSentLater() throws Exception {
    String recipient = "later@keys.example";
    sealpost.send("plan@localhost", "", List.of(recipient), "Plan");
    queue.awaitState("domain=keys.example&text=plan", recipient, "Deferred");
    queue.openMessage(recipient);
    browser.find("postpone").click();
    browser.run(
        "const field = document.getElementById('postponeLocal'); const day = new Date(Date.now()"
            + " + 172800000); day.setSeconds(0, 0); field.value = new Date(day.getTime()"
            + " - day.getTimezoneOffset() * 60000).toISOString().slice(0, 16);"
            + " field.dispatchEvent(new Event('input', {bubbles: true}));");
    browser.follow("messageForm:postponeConfirm");
    assertThat(browser.text("messages")).startsWith("1 recipient waits until then.");
    AuditPage.Line line = audit.lines("schedule").get(0);
    assertThat(line.change()).startsWith("<later@keys.example> DEFERRED").contains("not before 20");
    assertThat(queue.open("domain=keys.example&text=plan").row(recipient).state())
        .isEqualTo("Queued");
  }

  @Test
  void selectionFilterAndScrollSurviveALiveUpdate() throws Exception {
    List<String> many = ConsoleFixture.recipients(45, "forged.example");
    sealpost.send("live@localhost", "", many, "Live");
    queue.awaitState("domain=forged.example&text=live", many.get(44), "Deferred");
    queue.open("domain=forged.example&text=live").select(many.get(3)).select(many.get(30));
    browser.run("window.scrollTo(0, 600); window.sealpostMark = true");
    Object before = browser.run("return Math.round(window.scrollY)");
    assertThat(((Number) before).intValue()).isGreaterThan(300);
    browser.run("document.getElementById('refreshed').textContent = ''");
    // Nobody touches anything: the page does it by itself.
    browser.await("live update", () -> !browser.text("refreshed").isEmpty());
    assertThat(browser.run("return Math.round(window.scrollY)")).isEqualTo(before);
    assertThat(browser.run("return window.sealpostMark")).isEqualTo(true);
    assertThat(queue.row(many.get(3)).selected()).isTrue();
    assertThat(queue.row(many.get(30)).selected()).isTrue();
    assertThat(queue.row(many.get(4)).selected()).isFalse();
    assertThat(queue.recipients()).hasSize(45);
    assertThat(browser.text("selected")).isEqualTo("2 selected");
    assertThat(browser.find("domain").getDomProperty("value")).isEqualTo("forged.example");
  }

  @Test
  void dashboardLeadsToWhatItCounts() throws Exception {
    sealpost.send("board@localhost", "", List.of("x@down.example"), "Board");
    queue.awaitState("text=board", "x@down.example", "Deferred");
    browser.await(
        "counted",
        () -> {
          browser.open("dashboard.xhtml");
          return !browser.find("size-DEFERRED").getText().startsWith("0");
        });
    assertThat(browser.text("oldest")).contains("Oldest that waits");
    browser.await(
        "a minute written down",
        () -> {
          browser.open("dashboard.xhtml");
          return browser.has("#hour-accepted rect") && browser.has("#reasons tr");
        });
    assertThat(browser.text("reasons")).contains("Network, DNS, no answer");
    browser.follow("size-DEFERRED");
    assertThat(queue.recipients()).contains("x@down.example");
  }

  @Test
  void germanReaderFromSignInToSignOut() {
    browser.forget();
    browser.driver().manage().addCookie(new Cookie("SEALPOST_LANGUAGE", "de", "/"));
    SignInPage page = new SignInPage(browser).open();
    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo("Anmelden");
    page.signIn("admin", "falsch");
    assertThat(page.notice()).contains("Name oder Passwort ist falsch");
    page.signIn("admin", PASSWORD);
    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo("Übersicht");
    browser.follow("navQueue");
    assertThat(browser.text("filterApply")).isEqualTo("Filtern");
    browser.follow("navAccount");
    browser.find(By.cssSelector("[id='displayForm:language'] option[value='en']")).click();
    browser.follow("displayForm:saveDisplay");
    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo("My account");
    browser.find(By.cssSelector("[id='displayForm:language'] option[value='de']")).click();
    browser.follow("displayForm:saveDisplay");
    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo("Mein Konto");
    page.signOut();
    assertThat(browser.text("signedOut")).isEqualTo("Sie sind abgemeldet.");
    browser.driver().manage().deleteCookieNamed("SEALPOST_LANGUAGE");
    page.open().signIn("admin", PASSWORD);
  }
}
