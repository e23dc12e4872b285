package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** Where mail for an address goes, row by row. */
final class AddressBookTest {
  private static final AddressBook BOOK =
      new BookSamples()
          .domain("one.example")
          .domain("open.example", "*")
          .domain("caught.example", "ada@one.example")
          .domain("away.example", "all@far.example")
          .domain("round.example", "ring@round.example")
          .domain(new HostedDomain(Domain.of("exact.example"), "", true, null, true))
          .domain(new HostedDomain(Domain.of("dash.example"), "-", false, null, true))
          .domain(new HostedDomain(Domain.of("off.example"), "+", false, "*", false))
          .account("ada@one.example", "lovelace@one.example", "a+b@one.example")
          .account("Ada@exact.example")
          .account("ada@dash.example")
          .account("bob@one.example")
          .account("eve@off.example")
          .account("gone@one.example")
          .disable("gone@one.example")
          .alias("team@one.example", "ada@one.example", "bob@one.example", "x@far.example")
          .alias("outer@one.example", "team@one.example", "lovelace@one.example", "y@far.example")
          .alias("self@one.example", "back@one.example")
          .alias("back@one.example", "self@one.example")
          .alias("half@one.example", "half2@one.example", "bob@one.example")
          .alias("half2@one.example", "half@one.example")
          .alias("ring@round.example", "nobody@round.example")
          .alias("stale@one.example", "nobody@one.example")
          .alias("tagged@one.example", "team+x@one.example", "bob+y@one.example")
          .book();

  @ParameterizedTest
  @CsvSource({
    "ada@one.example, local ada@one.example of ada@one.example",
    "ADA@One.Example, local ada@one.example of ada@one.example",
    "lovelace@one.example, local ada@one.example of ada@one.example",
    "ada+news@one.example, local ada@one.example of ada@one.example",
    "ada+a+b@one.example, local ada@one.example of ada@one.example",
    "a+b@one.example, local ada@one.example of ada@one.example",
    "a+c@one.example, unknown",
    "ada-news@one.example, unknown",
    "+news@one.example, unknown",
    "nobody@one.example, unknown",
    "ada-news@dash.example, local ada@dash.example of ada@dash.example",
    "ada+news@dash.example, unknown",
    "Ada@exact.example, local Ada@exact.example of Ada@exact.example",
    "ada@exact.example, unknown",
    "Ada+x@exact.example, unknown",
    "gone@one.example, disabled",
    "eve@off.example, disabled",
    "postmaster@off.example, disabled",
    "tls-reports@one.example, local tls-reports@one.example",
    "TLS-Reports@dash.example, local tls-reports@dash.example",
    "tls-reports@off.example, disabled",
    "tls-reports@caught.example, local tls-reports@caught.example",
    "who@ever.example, remote",
    "ada@[192.0.2.1], remote",
    "Any.One@open.example, local any.one@open.example",
    "any+tag@open.example, local any@open.example",
    "any@caught.example, local ada@one.example of ada@one.example",
    "any@away.example, any@away.example to all@far.example",
    "any@round.example, circle",
    "self@one.example, circle",
    "half@one.example, half@one.example to bob@one.example",
    "stale@one.example, stale@one.example to nobody@one.example",
    "team@one.example, team@one.example to ada@one.example bob@one.example x@far.example",
    "TEAM+now@one.example, team@one.example to ada@one.example bob@one.example x@far.example",
    "outer@one.example, outer@one.example to lovelace@one.example y@far.example bob@one.example"
        + " x@far.example",
    "tagged@one.example, tagged@one.example to bob+y@one.example ada@one.example x@far.example",
  })
  void knowsWhereMailGoes(String address, String destination) {
    assertThat(words(BOOK.destination(Mailbox.of(address)))).isEqualTo(destination);
  }

  @Test
  @Tag("rfc5321-4.5.1")
  void everyDomainHasAPostmasterInWhateverCase() {
    assertThat(words(BOOK.destination(Mailbox.of("POSTmaster@exact.example"))))
        .isEqualTo("local postmaster@exact.example");
    assertThat(words(BOOK.destination(Mailbox.of("Postmaster@mx.sealpost.example"))))
        .isEqualTo("local postmaster@mx.sealpost.example");
    assertThat(words(BOOK.destination(Mailbox.of("info@mx.sealpost.example"))))
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "ada@one.example, local ada@one.example of ada@one.example",
    "chief@far.example, postmaster@one.example to chief@far.example",
    "Postmaster@one.example, local postmaster@one.example",
    "keeper@open.example, local keeper@open.example",
  })
  void aPostmasterOfTheSettingsGetsTheMailOfAll(String setting, String destination) {
    AddressBook book =
        new BookSamples()
            .domain("one.example")
            .domain("open.example", "*")
            .account("ada@one.example")
            .postmaster(setting)
            .book();
    assertThat(words(book.destination(Mailbox.of("postMaster@one.example"))))
        .isEqualTo(destination);
  }

  @Test
  void anAccountOfThatNameIsThePostmaster() {
    AddressBook book =
        new BookSamples()
            .domain("one.example")
            .account("ada@one.example", "postmaster@one.example")
            .postmaster("chief@far.example")
            .book();
    assertThat(words(book.destination(Mailbox.of("Postmaster@one.example"))))
        .isEqualTo("local ada@one.example of ada@one.example");
  }

  @ParameterizedTest
  @CsvSource({
    "ada@one.example, true",
    "Lovelace@one.example, true",
    "ada+shop@one.example, true",
    "whatever@caught.example, true",
    "bob@one.example, false",
    "team@one.example, false",
    "any@open.example, false",
    "ada@far.example, false",
    "ada@dash.example, false",
    "postmaster@one.example, false",
  })
  void anAccountWritesInItsOwnNameOnly(String address, boolean owned) {
    assertThat(BOOK.owns("ada@one.example", Mailbox.of(address))).isEqualTo(owned);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@one.example, ada@one.example",
    "LOVELACE@one.example, ada@one.example",
    "ada+shop@one.example, ''",
    "any@caught.example, ''",
    "team@one.example, ''",
    "ada@far.example, ''",
  })
  void onlyTheVeryAddressSignsIn(String address, String account) {
    assertThat(BOOK.account(Mailbox.of(address)).orElse("")).isEqualTo(account);
  }

  @Test
  void disabledAccountsAndAccountsOfDisabledDomainsMayNothing() {
    assertThat(BOOK.isEnabled("ada@one.example")).isTrue();
    assertThat(BOOK.isEnabled("gone@one.example")).isFalse();
    assertThat(BOOK.isEnabled("eve@off.example")).isFalse();
    assertThat(BOOK.isEnabled("never@one.example")).isFalse();
  }

  @Test
  void anAliasWithTooManyTargetsIsCut() {
    BookSamples samples = new BookSamples().domain("one.example");
    IntStream.range(0, 20)
        .forEach(
            i ->
                samples.alias(
                    "a" + i + "@one.example",
                    IntStream.range(0, 100)
                        .mapToObj(j -> "t" + i + "-" + j + "@far.example")
                        .toArray(String[]::new)));
    samples.alias(
        "all@one.example",
        IntStream.range(0, 20).mapToObj(i -> "a" + i + "@one.example").toArray(String[]::new));
    assertThat(samples.book().destination(Mailbox.of("all@one.example")))
        .isInstanceOfSatisfying(
            Destination.Forwarded.class,
            all -> assertThat(all.targets()).hasSize(AliasExpansion.MOST));
  }

  @Test
  void composedAndDecomposedCharactersAreOne() {
    AddressBook book =
        new BookSamples().domain("one.example").account("j\u00fcrgen@one.example").book();
    assertThat(book.account(Mailbox.of("Ju\u0308rgen@one.example")))
        .contains("j\u00fcrgen@one.example");
  }

  @Test
  void anOlderBookNeverReplacesANewerOne() {
    AddressBook newer = new BookSamples().domain("one.example").book();
    Directory directory = new Directory(newer);
    directory.publish(new BookSamples().book());
    assertThat(directory.current()).isSameAs(newer);
  }

  private static String words(Destination destination) {
    if (destination instanceof Destination.Local local) {
      return "local " + local.mailbox() + (local.account() == null ? "" : " of " + local.account());
    }
    if (destination instanceof Destination.Forwarded forwarded) {
      return forwarded.targets().stream()
          .map(Mailbox::toString)
          .collect(Collectors.joining(" ", forwarded.alias() + " to ", ""));
    }
    return destination.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
