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
import org.openqa.selenium.Keys;
import org.sealpost.whole.console.AuditPage.Line;

/** Mail is deleted from a mailbox on purpose, with a reason, or not at all. */
final class DeleteMailIT {
  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;

  private MailboxPage mailbox;
  private DeleteMailDialog dialog;

  @BeforeAll
  static void signIn() throws Exception {
    sealpost = new ConsoleFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    String oneTimePassword = Files.readString(sealpost.initialPassword()).strip();
    SignInPage page = new SignInPage(browser).open();
    page.signIn("admin", oneTimePassword);
    page.changePassword(oneTimePassword, "a password of my own");
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
  void startAtTheDesk() {
    mailbox = new MailboxPage(browser);
    dialog = new DeleteMailDialog(browser);
    browser.desktop();
  }

  @Test
  void mailIsGoneAndTheAuditLogSaysWhoAndWhy() throws Exception {
    sealpost.send("sender@localhost", "", List.of("reader@localhost"), "Unwanted");
    mailbox.openMail("reader@localhost", "Unwanted");
    String address = browser.driver().getCurrentUrl();
    dialog.ask().reason("The reader asked for it").confirm();
    assertThat(browser.path()).isEqualTo("/mailbox.xhtml");
    assertThat(browser.text("messages")).contains("The message was deleted.");
    assertThat(mailbox.subjects()).doesNotContain("Unwanted");
    Line line = new AuditPage(browser).lines("delete-mail").get(0);
    assertThat(line.actor()).isEqualTo("admin");
    assertThat(line.reason()).isEqualTo("The reader asked for it");
    assertThat(line.change()).contains("<reader@localhost>");
    assertThat(sealpost.get(address, browser.session()).statusCode()).isEqualTo(404);
  }

  @Test
  void withoutAReasonNothingIsDeleted() throws Exception {
    sealpost.send("sender@localhost", "", List.of("keeper@localhost"), "Wanted");
    mailbox.openMail("keeper@localhost", "Wanted");
    dialog.ask().confirmRefused();
    assertThat(dialog.complaint()).contains("give a reason");
    dialog.disarm();
    dialog.confirm();
    assertThat(browser.path()).isEqualTo("/mail.xhtml");
    assertThat(dialog.isOpen()).isTrue();
    assertThat(dialog.error()).contains("give a reason");
    mailbox.openMail("keeper@localhost", "Wanted");
  }

  @Test
  void dialogIsLeftWithTheButtonAndWithTheEscapeKey() throws Exception {
    sealpost.send("sender@localhost", "", List.of("keys@localhost"), "Kept");
    mailbox.openMail("keys@localhost", "Kept");
    dialog.ask().cancel();
    assertThat(dialog.isOpen()).isFalse();
    dialog.ask();
    browser.press(Keys.ESCAPE);
    browser.await("no dialog", () -> !dialog.isOpen());
    // Where the keyboard was before.
    assertThat(browser.driver().switchTo().activeElement()).isEqualTo(browser.find("delete"));
    mailbox.openMail("keys@localhost", "Kept");
  }

  @Test
  void dialogFitsOnPhone() throws Exception {
    sealpost.send("sender@localhost", "", List.of("phone@localhost"), "On the phone");
    mailbox.openMail("phone@localhost", "On the phone");
    browser.phone();
    dialog.ask();
    assertThat(browser.overflow()).isZero();
    Object inside =
        browser.run(
            "const box = document.getElementById('deleteDialog').getBoundingClientRect();"
                + "return box.left >= 0 && box.right <= 360 && box.top >= 0 && box.bottom <= 740");
    assertThat(inside).isEqualTo(true);
  }
}
