package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What operators and administrators set up, from beginning to end. */
final class OperatorIT {
  private static final String PASSWORD = "a password of my own";

  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;

  private QueuePage queue;

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
  void beAtADesk() {
    queue = new QueuePage(browser);
    browser.desktop();
  }

  private static void unfold(String details) {
    browser.find(details).findElement(By.tagName("summary")).click();
  }

  private static List<String> routes() {
    return browser.all("#routes tbody tr").stream()
        .map(WebElement::getText)
        .map(text -> text.replaceAll("\\s+", " "))
        .toList();
  }

  @Test
  void mailOfADomainGoesAnotherWayUntilTheRouteIsEnded() throws Exception {
    String to = "rerouted@down.example";
    sealpost.send("route@localhost", "", List.of(to), "Another way");
    queue.awaitState("text=rerouted", to, "Deferred");
    browser.open("routes.xhtml");
    assertThat(routes()).anySatisfy(row -> assertThat(row).startsWith("down.example"));
    unfold("routeAdd");
    browser.type("routeForm:routeFor", "down.example");
    browser.type("routeForm:routeServers", "smtp://127.0.0.1:1?tls=sometimes");
    browser.follow("routeForm:routeSave");
    assertThat(browser.find("routeForm").getText()).contains("give a reason");
    browser.type("routeForm:routeReason", "Their server is down");
    browser.follow("routeForm:routeSave");
    assertThat(browser.text("messages")).contains("smtp://127.0.0.1:1?tls=sometimes is no route");
    String server = "smtp://127.0.0.1:" + sealpost.lacking().port() + "?tls=starttls&verify=pkix";
    browser.type("routeForm:routeServers", "smtp://127.0.0.1:1 " + server);
    browser.follow("routeForm:routeSave");
    assertThat(browser.text("messages")).contains("counts from the next attempt");
    assertThat(routes())
        .filteredOn(row -> row.startsWith("down.example"))
        .satisfiesExactly(
            row -> assertThat(row).contains("Their server is down", "Valid, by a trusted"),
            row -> assertThat(row).contains("Does not count", "route.down.example"));
    queue.open("text=rerouted").openMessage(to);
    new MessagePage(browser).press("retry");
    queue.awaitState("state=ALL&text=rerouted", to, "Relayed");

    browser.open("routes.xhtml");
    browser.all("#routes button.end").get(0).click();
    browser.await("dialog", () -> browser.find("endDialog").isDisplayed());
    browser.type("endForm:endReason", "It is up again");
    browser.follow("endForm:endConfirm");
    assertThat(browser.text("messages")).contains("The route is ended");
    assertThat(routes()).noneSatisfy(row -> assertThat(row).contains("Does not count"));
    assertThat(new AuditPage(browser).lines("end-flow-rule"))
        .extracting(AuditPage.Line::reason)
        .contains("It is up again");
  }

  @Test
  void aColleagueGetsARoleReadsAndIsShutOut() throws Exception {
    browser.open("users.xhtml");
    browser.type("addForm:name", "carol");
    choose("addRoles", "Operator"); // no longer
    choose("addRoles", "Auditor");
    browser.follow("addForm:add");
    String once = browser.text("newPassword");
    assertThat(once).isNotBlank();
    browser.open("users.xhtml");
    assertThat(browser.has("#newPassword")).as("shown once").isFalse();

    signInAs("carol", once);
    new SignInPage(browser).changePassword(once, "carols own password");
    for (String page : List.of("flow", "routes", "suppression", "domains", "reports")) {
      browser.open(page + ".xhtml");
      assertThat(browser.all("main textarea, main input[type=text][id*=Form]")).as(page).isEmpty();
    }
    browser.open("audit.xhtml?actor=admin&action=add-user");
    assertThat(browser.find("audit").getText()).contains("carol");

    signInAs("admin", PASSWORD);
    browser.open("user.xhtml?name=carol");
    browser.follow("stateForm:disable");
    browser.forget();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("carol", "carols own password");
    assertThat(page.notice()).contains("wrong");
    signInAs("admin", PASSWORD);
  }

  private static void choose(String fieldset, String label) {
    browser.all("#" + fieldset + " label").stream()
        .filter(each -> each.getText().startsWith(label))
        .findFirst()
        .orElseThrow()
        .click();
  }

  private static void signInAs(String name, String password) {
    browser.forget();
    new SignInPage(browser).open().signIn(name, password);
  }

  @Test
  void aTokenIsShownOnceAndCountsUntilItIsRevoked() throws Exception {
    browser.open("tokens.xhtml");
    browser.type("makeForm:name", "nightly");
    choose("makeRoles", "Auditor");
    browser.follow("makeForm:make");
    String token = browser.text("newToken");
    assertThat(ask(token).statusCode()).isEqualTo(200);
    browser.open("tokens.xhtml");
    assertThat(browser.has("#newToken")).as("shown once").isFalse();
    assertThat(browser.find("main").getText()).contains("nightly").doesNotContain(token);
    String revoke = browser.all("button[id$=revoke]").get(0).getDomAttribute("id");
    browser.follow(String.valueOf(revoke));
    assertThat(ask(token).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> ask(String token) throws Exception {
    return sealpost.getWithToken("api/v1/queue", token);
  }

  @Test
  void theAuditLogIsNarrowedPagedAndDownloaded() throws Exception {
    // More than one page.
    List<String> many = ConsoleFixture.recipients(60, "many.example");
    sealpost.send("paged@localhost", "", many, "=Pages");
    queue.awaitState("text=paged", many.get(59), "Deferred");
    new BulkDialog(browser).open("text=paged%40localhost").action("HOLD").confirm().start();
    browser.await("held", () -> queue.open("state=HELD&text=paged").recipients().size() >= 50);
    browser.open("audit.xhtml?action=hold");
    List<String> first = changes();
    assertThat(first).hasSize(50);
    browser.follow("older");
    assertThat(changes()).isNotEmpty().doesNotContainAnyElementsOf(first);
    assertThat(browser.find("action").getDomProperty("value")).isEqualTo("hold");
    browser.follow("newest");
    assertThat(changes()).isEqualTo(first);
    browser.type("text", many.get(7));
    browser.follow("filterApply");
    assertThat(changes()).singleElement().asString().contains(many.get(7));
    HttpResponse<String> table = sealpost.get("download/audit.csv?action=hold", browser.session());
    assertThat(table.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
    assertThat(table.body().lines()).hasSizeGreaterThanOrEqualTo(61);
    assertThat(table.body()).startsWith("at,actor,door").contains(many.get(7));
  }

  private static List<String> changes() {
    return browser.all("#audit tbody tr td:nth-child(5)").stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void anAddressIsSuppressedAndTakenOff() throws Exception {
    browser.open("suppression.xhtml");
    unfold("addAddress");
    browser.type("addForm:address", "nobody@down.example");
    browser.type("addForm:reason", "She has left");
    browser.follow("addForm:add");
    assertThat(browser.find("main").getText()).contains("nobody@down.example");
    browser.all("#listForm button.end").get(0).click();
    browser.await("dialog", () -> browser.find("removeDialog").isDisplayed());
    browser.type("removeForm:removeReason", "She is back");
    browser.follow("removeForm:removeConfirm");
    assertThat(new AuditPage(browser).lines("unsuppress"))
        .extracting(AuditPage.Line::reason)
        .contains("She is back");
  }

  @Test
  void whatIsUrgentIsPutBeforeTheRest() throws Exception {
    List<String> two = ConsoleFixture.recipients(2, "keys.example");
    sealpost.send("rank@localhost", "", two, "Rank");
    queue.awaitState("text=rank", two.get(1), "Deferred");
    queue.open("text=rank").select(two.get(0));
    browser.find("prioritise").click();
    browser.await("dialog", () -> browser.find("urgencyDialog").isDisplayed());
    browser.find("queueForm:urgency").findElement(By.cssSelector("option[value=URGENT]")).click();
    browser.find("queueForm:urgencyConfirm").click();
    assertThat(queue.awaitNotice()).contains("1 recipient has another priority now");
    BulkDialog bulk = new BulkDialog(browser).open("text=rank%40localhost");
    bulk.action("PRIORITISE");
    browser.find("queueForm:bulkUrgency").findElement(By.cssSelector("option[value=BULK]")).click();
    bulk.confirm().start();
    bulk.awaitEnd("Put first or last", "2 of 2, 2 changed");
    assertThat(new AuditPage(browser).lines("prioritise"))
        .extracting(AuditPage.Line::change)
        .anySatisfy(change -> assertThat(change).contains("URGENT").contains(two.get(0)))
        .anySatisfy(change -> assertThat(change).contains("BULK").contains(two.get(1)));
  }

  @Test
  void whatASenderWasToldIsFoundAgain() throws Exception {
    String to = "told@" + ConsoleFixture.LACKING;
    sealpost.send("teller@localhost", "REQUIRETLS", List.of(to), "Told");
    queue.awaitState("state=ALL&text=told", to, "Failed");
    browser.await(
        "notification",
        () -> {
          browser.open("notifications.xhtml?kind=FAILED&text=teller");
          return browser.find("notificationsForm").getText().contains("teller@localhost");
        });
    browser.picture("notifications-filled");
    WebElement row = browser.all("#notificationsForm tbody tr").get(0);
    assertThat(row.getText()).contains("failure", "5.7.", "Delivered");
    browser.follow(row.findElement(By.tagName("a")));
    assertThat(browser.find("main").getText()).contains("Told", to);
    browser.open("notifications.xhtml?kind=DELAYED&text=teller");
    assertThat(browser.text("notificationsForm")).contains("No notification matches.");
  }

  @Test
  void whatAnApplicationCannotHandInIsTakenOnceMoreOrDiscarded() throws Exception {
    String password = new DomainsPage(browser).openDomain("hosted.example").addAccount("shop");
    sealpost.application("shop@hosted.example", password).sendUnreadable("buyer@down.example");
    awaitRejected("shop@hosted.example", "buyer@down.example", "sealpost_reverse_path");
    browser.picture("submissions-filled");
    assertThat(browser.text("destinations")).contains("sealpost.submit", "sealpost.rejected");
    String once = browser.text("rejected");
    browser.follow(browser.all("#rejected button[id$=retry]").get(0));
    assertThat(browser.text("messages")).contains("taken once more");
    browser.await(
        "rejected again",
        () -> {
          browser.open("submissions.xhtml");
          return browser.has("#rejected") && !browser.text("rejected").equals(once);
        });
    awaitRejected("shop@hosted.example", "buyer@down.example", "sealpost_reverse_path");
    browser.all("#rejected button.end").get(0).click();
    browser.await("dialog", () -> browser.find("discardDialog").isDisplayed());
    browser.type("discardForm:discardReason", "A test order");
    browser.follow("discardForm:discardConfirm");
    browser.await(
        "discarded",
        () -> {
          browser.open("submissions.xhtml");
          return browser.has("#noRejected");
        });
    AuditPage audit = new AuditPage(browser);
    assertThat(audit.lines("retry-submission")).hasSize(1);
    assertThat(audit.lines("discard-submission"))
        .extracting(AuditPage.Line::reason)
        .containsExactly("A test order");
  }

  private static void awaitRejected(String... texts) {
    browser.await(
        "rejected",
        () -> {
          browser.open("submissions.xhtml");
          return browser.has("#rejected");
        });
    assertThat(browser.text("rejected")).contains(texts);
  }

  @Test
  void aDomainThatWantsNoReportsGetsNone() {
    browser.open("reports.xhtml");
    browser.type("addForm:subject", "quiet.example");
    browser.follow("addForm:add");
    assertThat(browser.find("optOutsForm").getText()).contains("quiet.example");
    String remove = browser.all("#optOutsForm button[id$=remove]").get(0).getDomAttribute("id");
    browser.follow(String.valueOf(remove));
    assertThat(browser.find("optOutsForm").getText()).doesNotContain("quiet.example");
    assertThat(new AuditPage(browser).lines("remove-report-opt-out")).isNotEmpty();
  }
}
