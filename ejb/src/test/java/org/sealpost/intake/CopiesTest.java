package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
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
  @Tag("rfc3461-5.2.7")
  void whatWasAskedForAnAliasIsAskedForItsTargetsAndSuccessForOne() {
    assertThat(asked("FAILURE,DELAY"))
        .containsExactly("FAILURE,DELAY", "FAILURE,DELAY", "FAILURE,DELAY");
    assertThat(asked("NEVER")).containsExactly("NEVER", "NEVER", "NEVER");
    assertThat(asked("SUCCESS")).containsExactly("SUCCESS", "null", "null");
  }

  private static List<String> asked(String notify) {
    RecipientParameters parameters =
        new RecipientParameters(RecipientParameters.parseNotify(notify).orElseThrow(), null);
    EnvelopeRecipient team =
        new EnvelopeRecipient(new ForwardPath(Mailbox.of("team@one.example")), parameters);
    return Copies.of(BOOK, List.of(team)).copies().get(0).recipients().stream()
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
