package org.sealpost.whole.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
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
import org.openqa.selenium.Keys;
import org.sealpost.client.FakeMx;
import org.sealpost.whole.console.AuditPage.Line;

/** What an operator sees and does. One Sealpost and one browser for all of it. */
final class ConsoleIT {
  private static final String PASSWORD = "a password of my own";

  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;
  private static String oneTimePassword;

  private SignInPage signIn;
  private QueuePage queue;
  private MessagePage message;
  private MailboxPage mailbox;
  private AuditPage audit;

  @BeforeAll
  static void signInForTheFirstTime() throws Exception {
    sealpost = new ConsoleFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    oneTimePassword = Files.readString(sealpost.initialPassword()).strip();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("admin", oneTimePassword);
    assertThat(browser.path()).isEqualTo("/account.xhtml");
    assertThat(browser.has("#mustChange")).isTrue();
    browser.open("audit.xhtml");
    assertThat(browser.path()).isEqualTo("/account.xhtml");
    page.changePassword(oneTimePassword, PASSWORD);
    assertThat(browser.path()).isEqualTo("/queue.xhtml");
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
  void signInAnew() {
    signIn = new SignInPage(browser);
    queue = new QueuePage(browser);
    message = new MessagePage(browser);
    mailbox = new MailboxPage(browser);
    audit = new AuditPage(browser);
    browser.desktop();
    browser.forget();
    signIn.open().signIn("admin", PASSWORD);
  }

  @Test
  void oneTimePasswordIsWorthNothingAfterTheFirstSignIn() {
    assertThat(sealpost.initialPassword()).doesNotExist();
    browser.forget();
    signIn.open().signIn("admin", oneTimePassword);
    assertThat(browser.path()).isEqualTo("/signin.xhtml");
    signIn.signIn("admin", PASSWORD);
    assertThat(audit.lines("change-password")).hasSize(1);
  }

  @Test
  void wrongPasswordReadsAsUnknownNameAndBothAreInTheAuditLog() {
    browser.forget();
    signIn.open().signIn("admin", "not the password");
    String wrongPassword = signIn.notice();
    signIn.open().signIn("<b>nobody</b>", "not the password");
    assertThat(signIn.notice()).isEqualTo(wrongPassword).contains("Name or password is wrong");
    signIn.open().signIn("admin", PASSWORD);
    assertThat(audit.lines("sign-in-refused"))
        .extracting(Line::actor)
        .startsWith("<b>nobody</b>", "admin");
    assertThat(audit.lines("sign-in").get(0).actor()).isEqualTo("admin");
    assertThat(audit.lines("sign-in").get(0).change()).isEqualTo("from 127.0.0.1");
  }

  @Test
  void sessionIsNewAtSignInAndWorthNothingAfterSignOut() throws Exception {
    browser.forget();
    signIn.open();
    String before = browser.session().getValue();
    signIn.signIn("admin", PASSWORD);
    Cookie session = browser.session();
    assertThat(session.getValue()).isNotEqualTo(before);
    assertThat(session.isHttpOnly()).isTrue();
    assertThat(session.getSameSite()).isIn("Lax", "Strict");
    assertThat(sealpost.get("audit.xhtml", session).statusCode()).isEqualTo(200);
    signIn.signOut();
    assertThat(browser.path()).isEqualTo("/signin.xhtml");
    browser.open("audit.xhtml");
    assertThat(browser.path()).isEqualTo("/signin.xhtml");
    assertThat(sealpost.get("audit.xhtml", session).headers().firstValue("Location"))
        .hasValueSatisfying(place -> assertThat(place).contains("/signin.xhtml"));
  }

  @Test
  void formWithoutItsTokenChangesNothing() throws Exception {
    String recipient = "forged@forged.example";
    sealpost.send("forger@localhost", "", List.of(recipient), "Forged");
    queue.awaitState("domain=forged.example", recipient, "Deferred");
    queue.openMessage(recipient);
    String page = browser.driver().getCurrentUrl();
    String token =
        browser
            .find(By.cssSelector("#messageForm input[name='jakarta.faces.ViewState']"))
            .getDomAttribute("value");
    String form = "messageForm=messageForm&messageForm%3Ahold=";
    sealpost.post(page, browser.session(), form);
    sealpost.post(page, browser.session(), form + "&jakarta.faces.ViewState=1%3A1");
    assertThat(queue.open("domain=forged.example").row(recipient).state()).isEqualTo("Deferred");
    // The same with the token does it: the request was right but for that.
    String withToken =
        form + "&jakarta.faces.ViewState=" + URLEncoder.encode(String.valueOf(token), UTF_8);
    sealpost.post(page, browser.session(), withToken);
    assertThat(queue.open("domain=forged.example").row(recipient).state()).isEqualTo("Held");
  }

  @Test
  void mailOverStartTlsIsInTheMailboxWithItsProtection() throws Exception {
    sealpost.swaks("swaks@localhost", "reader@localhost", "Over <TLS>", "Hello reader");
    mailbox.openMail("reader@localhost", "Over <TLS>");
    assertThat(mailbox.tls()).startsWith("TLSv1.");
    assertThat(mailbox.excerpt()).contains("Subject: Over <TLS>").contains("Hello reader");
    assertThat(sealpost.get(mailbox.download(), browser.session()).body())
        .startsWith("Return-Path: <swaks@localhost>\r\n")
        .contains("\r\n\r\nHello reader");
  }

  @Test
  void requiredMailFailsAtPeerWithoutRequireTlsAndTheSenderIsTold() throws Exception {
    String recipient = "friend@" + ConsoleFixture.LACKING;
    sealpost.send("required@localhost", "REQUIRETLS", List.of(recipient), "Required");
    queue.awaitState("state=ALL&domain=" + ConsoleFixture.LACKING, recipient, "Failed");
    assertThat(queue.row(recipient).requirement()).isEqualTo("TLS required");
    queue.openMessage(recipient);
    assertThat(message.attempts()).contains("5.7.30");
    assertThat(message.why())
        .contains("TLS required, here and onwards.")
        .contains("Set as a route by the operator")
        .contains("Only with TLS.", "The certificate must be valid", "(REQUIRETLS)")
        .contains("Encrypted.", "TLSv1.")
        .contains("Valid, for this name, by a trusted authority.")
        .contains("The server makes no promise for the rest of the way.", "No REQUIRETLS");
    assertThat(sealpost.lacking().received()).isEmpty();
    mailbox.openMail("required@localhost", "");
    assertThat(mailbox.excerpt()).contains("Status: 5.7.30").contains(recipient);
    assertThat(mailbox.tls()).contains("made on this server").doesNotContain("no encryption");
  }

  @Test
  void requiredMailGoesOutOnceAnOperatorHasMadeItOptional() throws Exception {
    String recipient = "friend@" + ConsoleFixture.LATE;
    sealpost.send("changed@localhost", "REQUIRETLS", List.of(recipient), "Changed");
    queue.awaitState("domain=" + ConsoleFixture.LATE, recipient, "Deferred");
    queue.openMessage(recipient);
    weakenWithoutReason();
    queue.open("domain=" + ConsoleFixture.LATE).openMessage(recipient);
    assertThat(message.requirement()).isEqualTo("TLS required");
    try (FakeMx late = sealpost.startLatePeer()) {
      message.choose("OPTIONAL").confirmWeakening().reason("The sender asked for it").tryNow();
      message.save();
      assertThat(message.requirement()).isEqualTo("TLS optional");
      queue.awaitState("state=ALL&domain=" + ConsoleFixture.LATE, recipient, "Relayed");
      assertThat(late.received()).hasSize(1);
      assertThat(late.received().get(0).mail())
          .startsWith("MAIL FROM:<changed@localhost>")
          .doesNotContain("REQUIRETLS");
      assertThat(late.received().get(0).tls()).isTrue();
    }
    Line line = audit.lines("change-requirement").get(0);
    assertThat(line.actor()).isEqualTo("admin");
    assertThat(line.change()).startsWith("REQUIRED").endsWith("OPTIONAL");
    assertThat(line.reason()).isEqualTo("The sender asked for it");
    assertThat(line.at()).matches("[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d\\d:\\d\\d");
  }

  // Refused twice: by the page, and by the server where the page does not look.
  private void weakenWithoutReason() {
    message.choose("OPTIONAL");
    assertThat(message.warnsOfWeakening()).isTrue();
    message.saveRefused();
    assertThat(message.complaint("confirmed")).contains("Tick the box");
    message.confirmWeakening().saveRefused();
    assertThat(message.complaint("reason")).contains("give a reason");
    message.disarm();
    message.save();
    assertThat(message.isDialogOpen()).isTrue();
    assertThat(message.errorInDialog()).contains("give a reason");
  }

  @Test
  void queueIsFilteredByDomainRequirementStateAndText() throws Exception {
    sealpost.send("filter@localhost", "", List.of("plain@down.example"), "Apples");
    sealpost.send("filter@localhost", "REQUIRETLS", List.of("strict@late.example"), "Pears");
    queue.awaitState("", "plain@down.example", "Deferred");
    queue.awaitState("", "strict@late.example", "Deferred");
    queue.open("").filterText("domain", "down.example").applyFilter();
    assertThat(queue.recipients())
        .contains("plain@down.example")
        .doesNotContain("strict@late.example");
    queue.open("").filterChoice("requirement", "TLS required").applyFilter();
    assertThat(queue.recipients())
        .contains("strict@late.example")
        .doesNotContain("plain@down.example");
    queue.open("").filterText("text", "apples").applyFilter();
    assertThat(queue.recipients()).containsExactly("plain@down.example");
    queue.open("").filterChoice("state", "Held").filterText("text", "apples").applyFilter();
    assertThat(queue.recipients()).isEmpty();
    assertThat(browser.text("empty")).contains("No recipient matches this filter.");
  }

  @Test
  void longListIsReadPageByPageAndSorted() throws Exception {
    sealpost.send("many@localhost", "", ConsoleFixture.recipients(300, "many.example"), "To many");
    queue.open("domain=many.example");
    assertThat(queue.rows()).hasSize(50);
    assertThat(queue.range()).isEqualTo("1–50 / 300");
    queue.sort("col-recipient", "ascending");
    assertThat(queue.recipients())
        .isEqualTo(ConsoleFixture.recipients(300, "many.example").subList(0, 50));
    queue.next();
    assertThat(queue.range()).isEqualTo("51–100 / 300");
    assertThat(queue.recipients())
        .isEqualTo(ConsoleFixture.recipients(300, "many.example").subList(50, 100));
    queue.sort("col-recipient", "descending");
    assertThat(queue.recipients().get(0)).isEqualTo("r299@many.example");
  }

  @Test
  void operatorHoldsReleasesRetriesFailsAndDeletes() throws Exception {
    List<String> names = List.of("one@down.example", "two@down.example", "three@down.example");
    String these = "state=ALL&text=Commands";
    sealpost.send("commands@localhost", "", names, "Commands");
    names.forEach(name -> queue.awaitState(these, name, "Deferred"));
    queue.select(names.get(0)).select(names.get(1)).refresh();
    assertThat(queue.row(names.get(0)).selected()).isTrue();
    assertThat(queue.row(names.get(2)).selected()).isFalse();
    assertThat(queue.press("hold")).startsWith("2 recipients put on hold.");
    assertThat(queue.row(names.get(0)).state()).isEqualTo("Held");
    assertThat(queue.row(names.get(2)).state()).isEqualTo("Deferred");
    queue.open(these).select(names.get(0));
    assertThat(queue.press("release")).startsWith("1 recipient released.");
    awaitAttempts(these, names.get(0), "2 attempts");
    queue.select(names.get(2));
    assertThat(queue.press("retry")).startsWith("1 recipient will be tried now.");
    awaitAttempts(these, names.get(2), "2 attempts");
    queue.select(names.get(1));
    assertThat(queue.press("delete", "Sent twice")).startsWith("1 recipient deleted.");
    queue.awaitState(these, names.get(1), "Deleted");
    queue.select(names.get(2));
    assertThat(queue.press("fail", "No such office")).startsWith("1 recipient failed");
    queue.awaitState(these, names.get(2), "Failed");
    assertThat(audit.lines("fail").get(0).reason()).isEqualTo("No such office");
    assertThat(audit.lines("delete").get(0).reason()).isEqualTo("Sent twice");
    mailbox.openMail("commands@localhost", "");
    assertThat(mailbox.excerpt()).contains(names.get(2)).doesNotContain(names.get(1));
  }

  private void awaitAttempts(String query, String recipient, String attempts) {
    browser.await(
        attempts,
        () ->
            queue.open(query).row(recipient).attempts().equals(attempts)
                && queue.row(recipient).state().equals("Deferred"));
  }

  @Test
  void everythingWorksWithTheKeyboardAlone() throws IOException {
    String recipient = "hands@keys.example";
    sealpost.send("keys@localhost", "", List.of(recipient), "Keys");
    browser.forget();
    signIn.open();
    browser.tabTo(By.id("signIn:name"));
    browser.press("admin", Keys.TAB, PASSWORD);
    browser.tabTo(By.id("signIn:submit"));
    browser.followWithKey(Keys.ENTER);
    queue.awaitState("domain=keys.example", recipient, "Deferred");
    browser.tabTo(QueuePage.box(queue.row(recipient).key()));
    browser.press(Keys.SPACE);
    browser.await("selected", () -> queue.row(recipient).selected());
    browser.tabTo(By.id("queueForm:hold"));
    browser.press(Keys.ENTER);
    assertThat(queue.awaitNotice()).startsWith("1 recipient put on hold.");
    assertThat(queue.row(recipient).state()).isEqualTo("Held");
  }

  @Test
  void policyOfAHostedDomainIsOpenToAllAndItsRecordIsShown() throws Exception {
    assertThat(sealpost.policyOf("mta-sts.hosted.example"))
        .startsWith("HTTP/1.1 200")
        .contains("text/plain", "\r\n\r\nversion: STSv1\r\nmode: testing\r\n")
        .doesNotContain("Set-Cookie");
    assertThat(sealpost.policyOf("mta-sts.other.example")).startsWith("HTTP/1.1 404");
    browser.open("dns.xhtml");
    assertThat(browser.find(By.className("records")).getText())
        .contains("_mta-sts.hosted.example.", "\"v=STSv1; id=", "10 mx.test.example.");
  }

  @Test
  void pagesFitOnPhone() throws IOException {
    String recipient = "a.person.with.quite.a.long.name.of.her.own@down.example";
    sealpost.send("phone@localhost", "", List.of(recipient), "Phone" + "x".repeat(80));
    queue.awaitState("", recipient, "Deferred");
    browser.phone();
    assertThat(queue.open("text=phone").recipients()).contains(recipient);
    assertThat(browser.overflow()).isZero();
    queue.openMessage(recipient);
    assertThat(browser.overflow()).isZero();
    for (String page : List.of("mailbox.xhtml", "dns.xhtml", "audit.xhtml", "account.xhtml")) {
      browser.open(page);
      assertThat(browser.overflow()).as(page).isZero();
    }
  }
}
