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
import org.sealpost.whole.console.AuditPage.Line;

/** Domains, accounts and aliases: made in the console, and at once known to whoever sends mail. */
final class DomainsIT {
  private static final String PASSWORD = "a password of my own";

  @TempDir private static Path temporary;

  private static ConsoleFixture sealpost;
  private static Browser browser;

  private DomainsPage domains;

  @BeforeAll
  static void signInForTheFirstTime() throws Exception {
    sealpost = new ConsoleFixture(temporary);
    browser = new Browser(sealpost.console(), Files.createDirectory(temporary.resolve("profile")));
    String oneTimePassword = Files.readString(sealpost.initialPassword()).strip();
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
    domains = new DomainsPage(browser);
    browser.desktop();
  }

  @Test
  void anAccountAndAnAliasGetMailFromTheMomentTheyAreMade() throws Exception {
    assertThat(domains.addDomain("New.example").notice()).contains("new.example is delivered here");
    assertThat(domains.names()).contains("localhost", "new.example");
    String password = domains.openDomain("new.example").addAccount("Ada+1");
    assertThat(password).hasSize(20);
    assertThat(domains.accounts()).containsExactly("ada+1@new.example");
    domains.addAlias("team", "ada+1@new.example", "away@down.example");
    assertThat(domains.aliases()).containsExactly("team@new.example");
    assertThat(browser.has("#newPassword")).as("the password, a second time").isFalse();

    sealpost.swaks("swaks@localhost", "TEAM+today@new.example", "To the team", "Hello");
    MailboxPage mailbox = new MailboxPage(browser);
    mailbox.openMail("ada%2B1@new.example", "To the team");
    assertThat(mailbox.excerpt()).contains("Delivered-To: team@new.example");
    new QueuePage(browser).awaitState("domain=down.example", "away@down.example", "Deferred");

    assertThat(new AuditPage(browser).lines("add-alias"))
        .extracting(Line::change)
        .contains("team@new.example: ada+1@new.example, away@down.example");
  }

  @Test
  void anAccountSubmitsInItsOwnNameOnly() throws Exception {
    domains.addDomain("submit.example").openDomain("submit.example");
    String password = domains.addAccount("eve");
    domains.openDomain("submit.example").addAccount("boss");
    String eve = "eve@submit.example";
    assertThat(sealpost.submit(eve, password, "eve+x@submit.example", eve)).isZero();
    assertThat(sealpost.submit(eve, password, "boss@submit.example", eve)).isNotZero();
    assertThat(sealpost.submit(eve, password + "x", eve, eve)).isNotZero();
    MailboxPage mailbox = new MailboxPage(browser).openMail(eve, "Submitted");
    assertThat(mailbox.excerpt()).contains("with ESMTPSA id");
  }

  @Test
  void anAccountIsChangedOnItsPage() {
    domains.addDomain("changed.example").openDomain("changed.example").addAccount("bob");
    domains.openAccount("bob@changed.example").addAddress("Rob@changed.example");
    assertThat(domains.addresses()).containsExactly("bob@changed.example", "rob@changed.example");
    domains.addAddress("nowhere");
    assertThat(domains.notice()).contains("is no address");
    browser.type("certificatesForm:certificates", "AB:".repeat(31) + "AB");
    browser.follow("certificatesForm:saveCertificates");
    assertThat(browser.find("certificatesForm:certificates").getDomProperty("value"))
        .isEqualTo("ab".repeat(32));
    browser.follow("generateForm:generate");
    assertThat(browser.text("newPassword")).hasSize(20);
    assertThat(browser.find("certificatesForm:certificates").getDomProperty("value"))
        .isEqualTo("ab".repeat(32));
    domains.removeAddress();
    assertThat(domains.addresses()).containsExactly("bob@changed.example");
    browser.follow("stateForm:disable");
    assertThat(browser.text("state")).isEqualTo("Disabled");
    assertThat(new AuditPage(browser).lines("disable-account"))
        .extracting(Line::change)
        .containsExactly("bob@changed.example");
  }

  @Test
  void aDomainsRulesAreChangedOnItsPage() {
    domains.addDomain("rules.example").openDomain("rules.example");
    browser.type("rulesForm:separator", "-");
    browser.find("rulesForm:caseSensitive").click();
    browser.follow("rulesForm:saveRules");
    assertThat(domains.notice()).contains("saved");
    assertThat(browser.find("rulesForm:separator").getDomProperty("value")).isEqualTo("-");
    assertThat(browser.find("rulesForm:caseSensitive").isSelected()).isTrue();
    browser.type("rulesForm:separator", "x");
    browser.follow("rulesForm:saveRules");
    assertThat(domains.notice()).contains("separator is nothing, or one of");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    for (String page :
        List.of(
            "domain.xhtml?name=none.example",
            "domain.xhtml",
            "mailaccount.xhtml?name=none@none.example",
            "alias.xhtml?address=none@none.example")) {
      assertThat(sealpost.get(page, browser.session()).statusCode()).as(page).isEqualTo(404);
    }
  }

  @Test
  void thePagesFitOnAPhone() {
    String domain = "a-very-long-name-of-a-domain-that-somebody-has-chosen.example";
    domains.addDomain(domain).openDomain(domain).addAccount("somebody.with.a.long.name");
    domains.addAlias("everybody", "somebody.with.a.long.name@" + domain, "x@down.example");
    browser.phone();
    for (String page :
        List.of(
            "domains.xhtml",
            "domain.xhtml?name=" + domain,
            "mailaccount.xhtml?name=somebody.with.a.long.name@" + domain,
            "alias.xhtml?address=everybody@" + domain)) {
      browser.open(page);
      assertThat(browser.has("#navDomains[aria-current=page]")).as(page).isTrue();
      assertThat(browser.overflow()).as(page).isZero();
    }
  }
}
