package org.sealpost.whole.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.sealpost.whole.console.AuditPage.Line;

/** How an operator stops mail, holds it back, and lets it go again. */
final class FlowIT {
  private static final String PASSWORD = "a password of my own";
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;

  private QueuePage queue;
  private FlowPage flow;

  @BeforeAll
  static void signInForTheFirstTime() throws Exception {
    sealpost = new ConsoleFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    String oneTimePassword = Files.readString(sealpost.initialPassword()).strip();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("admin", oneTimePassword);
    page.changePassword(oneTimePassword, PASSWORD);
    Files.createDirectories(PICTURES);
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
    flow = new FlowPage(browser);
    browser.desktop();
  }

  private static long takenFor(String recipient) {
    return sealpost.lacking().received().stream()
        .filter(message -> message.recipients().toString().contains(recipient))
        .count();
  }

  private static void send(String to, String subject) throws IOException {
    sealpost.send("s@sender.example", "", List.of(to), subject);
  }

  private static void picture(String name) throws IOException {
    Files.write(
        PICTURES.resolve(name + ".png"), browser.driver().getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void aPausedDomainWaitsAndGoesOutWhenItIsResumed() throws Exception {
    String to = "paused@" + ConsoleFixture.LACKING;
    flow.open().form("pause");
    assertThat(flow.type("pauseDomain", ConsoleFixture.LACKING).save("pause")).isEmpty();
    assertThat(browser.find("pauseForm").getText()).contains("give a reason");
    flow.type("pauseReason", "They asked for it");
    assertThat(flow.save("pause")).contains("Paused");
    send(to, "While it is paused");
    queue.awaitState("state=ALL&text=paused@", to, "Queued");
    browser.await("one waits", () -> flow.open().column("pauses", 1).equals(List.of("1")));
    assertThat(takenFor(to)).isZero();
    picture("flow-desktop");
    browser.phone();
    flow.open();
    picture("flow-phone");
    assertThat(browser.overflow()).isZero();
    browser.desktop();

    flow.open();
    assertThat(flow.end("pauses", "They are back")).contains("The rule is ended");
    queue.awaitState("state=ALL&text=paused@", to, "Relayed");
    assertThat(takenFor(to)).isEqualTo(1);
    AuditPage audit = new AuditPage(browser);
    assertThat(audit.lines("add-flow-rule")).extracting(Line::reason).contains("They asked for it");
    assertThat(audit.lines("end-flow-rule")).extracting(Line::reason).contains("They are back");
  }

  @Test
  void aPauseOfADomainAndAllBelowItEndsByItself() throws Exception {
    String to = "soon@" + ConsoleFixture.LACKING;
    flow.open().form("pause").type("pauseDomain", "." + ConsoleFixture.LACKING);
    flow.type("pauseReason", "For a moment").fill("pauseUntil", Instant.now().plusSeconds(20));
    assertThat(flow.save("pause")).contains("Paused");
    assertThat(flow.column("pauses", 0).get(0)).contains("." + ConsoleFixture.LACKING, "until ");
    picture("flow-pause-ends");
    send(to, "While it is paused");
    queue.awaitState("state=ALL&text=soon@", to, "Queued");
    assertThat(takenFor(to)).isZero();
    queue.awaitState("state=ALL&text=soon@", to, "Relayed");
    assertThat(flow.open().column("pauses", 0)).isEmpty();
    assertThat(new AuditPage(browser).lines("end-flow-rule"))
        .extracting(Line::reason)
        .contains("its end");
  }

  @Test
  void newWaitsCountForWhatWaitsAndTheMessageSaysSo() throws Exception {
    String to = "waits@" + ConsoleFixture.DOWN.get(0);
    send(to, "It waits");
    queue.awaitState("state=ALL&text=waits@", to, "Deferred");
    flow.open().form("retry").type("retryFor", ConsoleFixture.DOWN.get(0));
    flow.type("retryWaits", "6h").type("retryReason", "They move house").tick("deferredToo");
    assertThat(flow.save("retry")).contains("Recipients with a new time: 1");
    queue.open("state=ALL&text=waits@");
    queue.openMessage(to);
    browser.find(By.cssSelector("details[id^=steps-] summary")).click();
    assertThat(browser.find(By.cssSelector("details[id^=steps-]")).getText())
        .contains("Queued", "Delivering", "Deferred", "They move house", "next try");
    picture("message-steps");
    browser.phone();
    assertThat(browser.overflow()).isZero();
    picture("message-steps-phone");
  }

  @Test
  void aRuleHoldsAMessageBackUntilItIsReleased() throws Exception {
    String to = "held@" + ConsoleFixture.LACKING;
    flow.open().form("hold").type("holdSaid", "INVOICE").type("holdReason", "They are forged");
    assertThat(flow.save("hold")).contains("held back from now on");
    send(to, "Your invoice");
    queue.awaitState("state=ALL&text=held@", to, "Held");
    queue.openMessage(to);
    assertThat(browser.find("main").getText()).contains("Held back by a rule: They are forged");
    assertThat(flow.open().column("holds", 1).get(0)).startsWith("1");
    assertThat(flow.end("holds", "It is over")).contains("stay held: 1");
    assertThat(takenFor(to)).isZero();
    assertThat(flow.release()).contains("Released recipients: 1");
    queue.awaitState("state=ALL&text=held@", to, "Relayed");
    assertThat(takenFor(to)).isEqualTo(1);
    assertThat(browser.has("#everythingPaused")).isFalse();
  }

  @Test
  void everythingPausedIsSaidOnEveryPage() {
    flow.open().form("pause").type("pauseDomain", "*").type("pauseReason", "The disk is full");
    assertThat(flow.save("pause")).contains("Paused");
    browser.open("audit.xhtml");
    assertThat(browser.text("everythingPaused")).contains("Everything is paused");
    flow.open().end("pauses", "There is room");
    browser.open("audit.xhtml");
    assertThat(browser.has("#everythingPaused")).isFalse();
  }

  @Test
  void anAddressIsSuppressedByHandAndTakenOff() throws Exception {
    browser.open("suppression.xhtml");
    browser.find("addAddress").findElement(By.tagName("summary")).click();
    browser.type("addForm:address", "gone@far.example");
    browser.type("addForm:reason", "They left");
    browser.follow("addForm:add");
    assertThat(browser.text("messages")).contains("Nothing is sent to that address");
    assertThat(browser.find("listForm").getText()).contains("gone@far.example", "They left");
    picture("suppression-desktop");
    browser.open("suppression.xhtml?text=GONE");
    browser.all("#listForm button.end").get(0).click();
    browser.await("dialog", () -> browser.find("removeDialog").isDisplayed());
    browser.type("removeForm:removeReason", "They are back");
    browser.follow("removeForm:removeConfirm");
    assertThat(browser.text("messages")).contains("off the list");
    assertThat(browser.has("#empty")).isTrue();
  }
}
