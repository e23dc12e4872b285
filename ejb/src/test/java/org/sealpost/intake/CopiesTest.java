package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;

/** The messages that one mail transaction becomes. */
@Tag("rfc5321-3.9.1")
final class CopiesTest {
  private static final AddressBook BOOK =
      new BookSamples()
          .domain("one.example")
          .account("ada@one.example", "lovelace@one.example")
          .account("bob@one.example")
          .alias("team@one.example", "ada@one.example", "bob@one.example", "x@far.example")
          .alias("only@one.example", "z@far.example")
          .alias("all@one.example", "team@one.example", "y@far.example")
          .book();

  @Test
  void mailWithoutAliasesIsOneMessageAsItCame() {
    assertThat(copies("x@far.example", "ada+tag@one.example", "x@far.example"))
        .containsExactly("- x@far.example ada+tag@one.example");
  }

  @Test
  void anAliasIsACopyOfItsOwn() {
    assertThat(copies("y@far.example", "team@one.example"))
        .containsExactly(
            "- y@far.example", "team@one.example ada@one.example bob@one.example x@far.example");
  }

  @Test
  void nobodyGetsTwoCopies() {
    assertThat(copies("team@one.example", "lovelace@one.example", "all@one.example"))
        .containsExactly(
            "- lovelace@one.example",
            "team@one.example bob@one.example x@far.example",
            "all@one.example y@far.example");
    assertThat(copies("ada@one.example", "bob@one.example", "x@far.example", "team@one.example"))
        .containsExactly("- ada@one.example bob@one.example x@far.example");
  }

  @Test
  void somebodyHasToExist() {
    assertThat(of("nobody@one.example", "nobody2@one.example").anyKnown()).isFalse();
    assertThat(of("nobody@one.example", "ada@one.example").anyKnown()).isTrue();
    assertThat(of("nobody@one.example", "team@one.example").anyKnown()).isTrue();
  }

  @Test
  @Tag("rfc3461-5.2.7.3")
  void whatWasAskedForAnAliasIsAskedForAllItsTargetsButSuccess() {
    assertThat(asked("team@one.example", null)).containsExactly("null", "null", "null");
    assertThat(asked("team@one.example", "FAILURE,DELAY"))
        .containsExactly("FAILURE,DELAY", "FAILURE,DELAY", "FAILURE,DELAY");
    assertThat(asked("team@one.example", "NEVER")).containsExactly("NEVER", "NEVER", "NEVER");
    assertThat(asked("team@one.example", "SUCCESS")).containsExactly("NEVER", "NEVER", "NEVER");
    assertThat(asked("team@one.example", "SUCCESS,FAILURE"))
        .containsExactly("FAILURE", "FAILURE", "FAILURE");
    assertThat(asked("only@one.example", "SUCCESS,DELAY")).containsExactly("SUCCESS,DELAY");
  }

  @ParameterizedTest
  @Tag("rfc3461-5.2.7.3")
  @CsvSource(
      nullValues = "-",
      value = {
        "team@one.example, SUCCESS, true",
        "team@one.example, 'SUCCESS,FAILURE,DELAY', true",
        "team@one.example, FAILURE, false",
        "team@one.example, NEVER, false",
        "team@one.example, -, false",
        "only@one.example, SUCCESS, false",
        "ada@one.example, SUCCESS, false",
        "x@far.example, SUCCESS, false",
      })
  void anExpansionIsToldOfWhereSuccessWasAskedFor(
      String path, @Nullable String notify, boolean told) {
    EnvelopeRecipient asked = asking(path, notify);
    Copies copies = Copies.of(BOOK, List.of(asked));
    assertThat(copies.expanded()).isEqualTo(told ? List.of(asked) : List.of());
    assertThat(copies.copies())
        .flatExtracting(Copies.Copy::recipients)
        .allMatch(each -> Objects.equals(original(asked), original(each)));
  }

  @Test
  @Tag("rfc3461-5.2.7.3")
  void soIsOneWhoseTargetsAllHaveTheirCopyAlready() {
    EnvelopeRecipient team = asking("team@one.example", "SUCCESS");
    Copies copies =
        Copies.of(
            BOOK,
            List.of(
                recipient("ada@one.example"),
                recipient("bob@one.example"),
                recipient("x@far.example"),
                team));
    assertThat(copies.copies()).hasSize(1);
    assertThat(copies.expanded()).containsExactly(team);
  }

  private static @Nullable OriginalRecipient original(EnvelopeRecipient recipient) {
    return recipient.parameters().originalRecipient();
  }

  private static EnvelopeRecipient asking(String path, @Nullable String notify) {
    return new EnvelopeRecipient(
        new ForwardPath(Mailbox.of(path)),
        new RecipientParameters(
            notify == null ? null : RecipientParameters.parseNotify(notify).orElseThrow(),
            new OriginalRecipient("rfc822", "Team+2B@elsewhere.example")));
  }

  private static List<String> asked(String path, @Nullable String notify) {
    return Copies.of(BOOK, List.of(asking(path, notify))).copies().get(0).recipients().stream()
        .map(each -> String.valueOf(each.parameters().notifyText()))
        .toList();
  }

  private static EnvelopeRecipient recipient(String path) {
    return new EnvelopeRecipient(new ForwardPath(Mailbox.of(path)));
  }

  private static List<String> copies(String... paths) {
    return of(paths).copies().stream()
        .map(
            copy ->
                (copy.alias() == null ? "-" : copy.alias())
                    + " "
                    + String.join(
                        " ", copy.recipients().stream().map(each -> each.path().text()).toList()))
        .toList();
  }

  private static Copies of(String... paths) {
    return Copies.of(BOOK, Stream.of(paths).map(CopiesTest::recipient).toList());
  }
}
