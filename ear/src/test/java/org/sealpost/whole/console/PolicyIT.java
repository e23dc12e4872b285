package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.sealpost.whole.console.AuditPage.Line;

/** The TLS policy as an operator sees and changes it, and what that does to mail. */
final class PolicyIT {
  private static final String PASSWORD = "a password of my own";

  @TempDir private static Path temporary;

  private static PolicyFixture sealpost;
  private static Browser browser;

  private QueuePage queue;
  private MessagePage message;
  private RecipientPage recipient;

  @BeforeAll
  static void signInForTheFirstTime() throws Exception {
    sealpost = new PolicyFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    String oneTimePassword = sealpost.oneTimePassword();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("admin", oneTimePassword);
    page.changePassword(oneTimePassword, PASSWORD);
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
    message = new MessagePage(browser);
    recipient = new RecipientPage(browser);
    browser.desktop();
  }

  @Test
  void anExceptionChangesTheNextAttemptUntilItIsEnded() throws Exception {
    String to = "exception@" + PolicyFixture.PLAIN;
    String list = "state=ALL&text=exception@";
    recipient.open("Plain.example");
    assertThat(recipient.layDown("FORBID_PLAINTEXT", "", 0, "They promised TLS"))
        .contains("Laid down for plain.example");
    assertThat(recipient.inForce()).containsExactly("Never without TLS");
    sealpost.send(to, "", "Not without TLS");
    queue.awaitState(list, to, "Deferred");
    queue.openMessage(to);
    assertThat(message.why()).contains("Exceptions, by the operator", "Never without TLS.");
    assertThat(takenFor(to)).isZero();

    recipient.open(PolicyFixture.PLAIN);
    assertThat(recipient.end("They have no TLS yet")).contains("The exception is ended");
    assertThat(recipient.inForce()).isEmpty();
    assertThat(recipient.ended()).containsExactly("Never without TLS");
    queue.open(list).openMessage(to);
    message.press("retry");
    queue.awaitState(list, to, "Relayed");
    assertThat(takenFor(to)).isEqualTo(1);

    AuditPage audit = new AuditPage(browser);
    assertThat(audit.lines("add-exception"))
        .extracting(Line::change, Line::reason)
        .contains(tuple("FORBID_PLAINTEXT for plain.example", "They promised TLS"));
    assertThat(audit.lines("end-exception"))
        .extracting(Line::reason)
        .contains("They have no TLS yet");
  }

  /**
   * The certificate of a domain is over: what is stuck is found from the dashboard, why is read on
   * a message, and what is harmless is sent with less protection.
   */
  @Test
  void theHarmlessOnesGoToADomainWhoseCertificateHasExpired() throws Exception {
    for (String name : List.of("menu", "party", "contract")) {
      sealpost.send(name + "@" + PolicyFixture.EXPIRED, "", "About the " + name);
      queue.awaitState("domain=expired.example", name + "@" + PolicyFixture.EXPIRED, "Deferred");
    }
    browser.await(
        "the dashboard counts it",
        () -> {
          browser.open("dashboard.xhtml");
          return browser.find("main").getText().contains("Security or policy");
        });
    browser.follow("size-DEFERRED");
    queue.openMessage("menu@" + PolicyFixture.EXPIRED);
    assertThat(message.why()).containsIgnoringCase("DANE").containsIgnoringCase("expired");

    queue.open("state=DEFERRED&domain=expired.example");
    queue.select("menu@" + PolicyFixture.EXPIRED).select("party@" + PolicyFixture.EXPIRED);
    browser.find("changeRequirement").click();
    browser.await("weighed", () -> browser.has("#requirementDialog[open]:not(.is-working)"));
    browser.find("requirement-OPTIONAL").click();
    browser.await("foresight", () -> browser.has("#requirementDialog:not(.is-working) .foresight"));
    browser.find("queueForm:confirmed").click();
    browser.type("queueForm:reason", "Nothing secret in them");
    browser.find("queueForm:tryNow").click();
    browser.find("queueForm:requirementSave").click();
    queue.awaitNotice();
    String list = "state=ALL&domain=expired.example";
    queue.awaitState(list, "menu@" + PolicyFixture.EXPIRED, "Relayed");
    queue.awaitState(list, "party@" + PolicyFixture.EXPIRED, "Relayed");
    assertThat(queue.open(list).row("contract@" + PolicyFixture.EXPIRED).state())
        .isEqualTo("Deferred");
    assertThat(sealpost.expired().received()).hasSize(2);
    assertThat(new AuditPage(browser).lines("change-requirement"))
        .filteredOn(line -> line.reason().equals("Nothing secret in them"))
        .hasSize(2);
  }

  @Test
  void aFailureInTheReportOfADayLeadsToTheMessagesItHit() throws Exception {
    String to = "ledger@" + PolicyFixture.EXPIRED;
    sealpost.send(to, "", "Ledger");
    queue.awaitState("domain=expired.example&text=ledger", to, "Deferred");
    browser.await(
        "counted",
        () -> {
          browser.open("reports.xhtml");
          return browser.text("resultsForm").contains(PolicyFixture.EXPIRED);
        });
    browser.follow(browser.find(By.linkText(PolicyFixture.EXPIRED)));
    // RFC 8460 §4.3.1, and the policy that was in force: §4.4.
    assertThat(browser.find("main").getText()).contains("tlsa", "certificate-expired");
    browser.picture("report-of-a-day");
    browser.follow(browser.find(By.linkText("certificate-expired")));
    WebElement hit =
        browser.all("#messages-hit tbody tr").stream()
            .filter(row -> row.getText().contains(to))
            .findFirst()
            .orElseThrow();
    browser.picture("report-messages-hit");
    browser.follow(hit.findElement(By.className("open")));
    assertThat(browser.find("main").getText()).contains("Ledger", to);
  }

  @Test
  void whatAnotherServerReportsOfUsIsRead() throws Exception {
    String report =
        """
        {"organization-name": "Reporter & Sons", "contact-info": "tls@reporter.example",
         "report-id": "seen", "date-range": {"start-datetime": "2026-11-25T00:00:00Z",
                                             "end-datetime": "2026-11-25T23:59:59Z"},
         "policies": [{
           "policy": {"policy-type": "sts", "policy-domain": "hosted.example",
                      "policy-string": ["version: STSv1", "mode: enforce"]},
           "summary": {"total-successful-session-count": 5326, "total-failure-session-count": 3},
           "failure-details": [{
             "result-type": "certificate-host-mismatch", "sending-mta-ip": "192.0.2.7",
             "receiving-mx-hostname": "mx9.hosted.example", "failed-session-count": 3,
             "failure-reason-code": "<b>wrong name</b>"}]}]}
        """;
    assertThat(sealpost.report(report)).isEqualTo(200);
    browser.open("reports.xhtml");
    assertThat(browser.text("receivedForm")).contains("Reporter & Sons", "5,326");
    browser.picture("reports-filled");
    browser.follow(browser.all("#receivedForm a.open").get(0));
    assertThat(browser.text("facts")).contains("tls@reporter.example");
    assertThat(browser.find("main").getText())
        .contains("certificate-host-mismatch", "mx9.hosted.example", "<b>wrong name</b>");
    browser.picture("report-received");
  }

  private static long takenFor(String recipient) {
    return sealpost.plain().received().stream()
        .filter(message -> message.recipients().toString().contains(recipient))
        .count();
  }

  @Test
  void whatProtectsLessNeedsAnEndAndTheFormKeepsWhatWasTyped() {
    recipient.open("wrong.example");
    assertThat(recipient.layDown("IGNORE_DANE", "", 0, "Their records are wrong"))
        .contains("has to have an end");
    assertThat(browser.find("kind-IGNORE_DANE").isSelected()).isTrue();
    assertThat(browser.find("exceptionForm:reason").getDomProperty("value"))
        .isEqualTo("Their records are wrong");
    recipient.open("wrong.example");
    recipient.layDown("IGNORE_DANE", "", 7, "Their records are wrong");
    assertThat(recipient.inForce()).containsExactly("Ignore DANE");
  }

  @Test
  void aDomainThatLosesDnssecRaisesAnAlarmUntilSomebodyTakesNote() throws Exception {
    String domain = PolicyFixture.FADING;
    sealpost.send("first@" + domain, "", "First");
    queue.awaitState("state=ALL&text=first@", "first@" + domain, "Relayed");
    browser.await(
        "seen", () -> recipient.open(domain).seen().contains("DNSSEC proves the servers"));
    assertThat(recipient.seen()).contains("TLS not offered");
    assertThat(recipient.alarms()).isZero();

    sealpost.dns().unsign(domain);
    browser.await(
        "an alarm",
        () -> {
          send("again@" + domain);
          return recipient.open(domain).alarms() == 1;
        });
    assertThat(recipient.changes())
        .containsExactly("DNSSEC: proves the servers → to does not prove the servers");
    assertThat(sealpost.log()).contains("MTA-3601 weaker domain=" + domain);
    assertThat(recipient.note()).contains("Noted");
    assertThat(recipient.alarms()).isZero();
    assertThat(new AuditPage(browser).lines("note-alarm"))
        .extracting(Line::change)
        .containsExactly("YES → to NO, DNSSEC of " + domain);
  }

  @Test
  void aCheckTellsWhatWouldHappenToMailAndSendsNothing() {
    int before = sealpost.strong().received().size();
    String found = recipient.open(PolicyFixture.STRONG).look();
    assertThat(found)
        .contains("TLS required Sent over TLS to the right server. at mx.strong.example")
        .contains("TLS optional Sent over TLS; nothing proves who the server is.")
        .contains("Named by an MX record that DNSSEC proves.")
        .contains("The server promises to protect messages onwards.");
    assertThat(sealpost.strong().received()).hasSize(before);
    assertThat(recipient.open(PolicyFixture.PLAIN).look())
        .contains("TLS required Fails: no verified TLS can be had (5.7.10).")
        .contains("Default Sent without encryption. at mx.plain.example");
    assertThat(recipient.open("nobody.example").look()).contains("does not exist");
    recipient.open("localhost");
    assertThat(browser.has("#hostedHere")).isTrue();
    assertThat(browser.has("#prospectTitle")).isFalse();
  }

  @Test
  void theDialogShowsWhatAnotherRequirementWouldMeanBeforeItIsSaved() throws Exception {
    String one = "one@" + PolicyFixture.KEPT;
    String two = "two@" + PolicyFixture.KEPT;
    String list = "state=ALL&domain=" + PolicyFixture.KEPT;
    recipient.open(PolicyFixture.KEPT).layDown("PIN_KEY", "00".repeat(32), 1, "To keep mail here");
    sealpost.send(one, "", "Kept");
    sealpost.send(two, "", "Kept as well");
    queue.awaitState(list, one, "Deferred");
    queue.awaitState(list, two, "Deferred");
    recipient.open(PolicyFixture.KEPT).end("The mail is there");

    queue.open(list).openMessage(one);
    message.choose("REQUIRED");
    assertThat(message.foreseen()).contains("kept.example 1 recipient", "Fails: no verified TLS");
    message.choose("DEFAULT");
    assertThat(message.foreseen())
        .contains("Sent over TLS; nothing proves")
        .doesNotContain("Fails");

    queue.open(list).select(one).select(two);
    message.choose("OPTIONAL");
    assertThat(message.foreseen()).contains("kept.example 2 recipients", "Sent over TLS; nothing");
    assertThat(message.warnsOfWeakening()).isTrue();
    browser.find("queueForm:requirementSave").click();
    assertThat(message.isDialogOpen()).isTrue();
    browser.find("queueForm:confirmed").click();
    browser.type("queueForm:reason", "The sender asked for it");
    browser.find("queueForm:tryNow").click();
    browser.find("queueForm:requirementSave").click();
    assertThat(queue.awaitNotice()).startsWith("2 messages were changed to “TLS optional”");
    queue.awaitState(list, one, "Relayed");
    queue.awaitState(list, two, "Relayed");
    assertThat(new AuditPage(browser).lines("change-requirement"))
        .hasSize(2)
        .allMatch(line -> line.reason().equals("The sender asked for it"));
  }

  @Test
  void theFiguresAreOpenToWhoeverReachesThePort() throws Exception {
    String to = "figures@" + PolicyFixture.STRONG;
    sealpost.send(to, "REQUIRETLS", "Figures");
    queue.awaitState("state=ALL&text=figures@", to, "Relayed");
    assertThat(sealpost.figures())
        .containsPattern(
            "sealpost_delivery_hosts_total\\{[^}]*mechanism=\"pkix\"[^}]*"
                + "requirement=\"required\"[^}]*result=\"took\"[^}]*} [1-9]")
        .containsPattern("sealpost_queue_recipients\\{[^}]*state=\"deferred\"[^}]*} \\d")
        .containsPattern("sealpost_tls_alarms(\\{[^}]*})? \\d");
  }

  private static void send(String to) {
    try {
      sealpost.send(to, "", "Again");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void thePagesFitOnAPhone() {
    String domain = "a-very-long-name-of-a-domain-that-somebody-has-chosen.example";
    recipient.open(domain).layDown("PIN_KEY", "ab".repeat(32), 7, "x".repeat(200));
    browser.phone();
    for (String page : new String[] {"policy.xhtml", "recipient.xhtml?name=" + domain}) {
      browser.open(page);
      assertThat(browser.has("#navPolicy[aria-current=page]")).as(page).isTrue();
      assertThat(browser.overflow()).as(page).isZero();
    }
  }
}
