package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Which mailbox a message ends in. */
final class LocalOrRelayTest {
  private AddressBook book =
      new BookSamples()
          .domain("one.example")
          .account("ada@one.example", "lovelace@one.example")
          .account("gone@one.example")
          .disable("gone@one.example")
          .alias("team@one.example", "ada@one.example", "x@far.example")
          .alias("out@one.example", "x@far.example")
          .book();
  private final LocalOrRelay hop =
      new LocalOrRelay(
          () -> book,
          job ->
              new DeliveryResult(
                  job.forwardPaths().stream()
                      .<RecipientOutcome>map(
                          path ->
                              new RecipientOutcome.Relayed(
                                  path, Reply.of(250, "2.0.0", "ok"), "mx.far.example", false))
                      .toList(),
                  List.of()));

  @Test
  void everyAddressOfAnAccountEndsInItsMailbox() {
    assertThat(outcomes("ada@one.example", "Lovelace+x@one.example"))
        .containsExactly("ada@one.example", "ada@one.example");
  }

  @Test
  void whatNoLongerExistsFailsAndTheSenderIsTold() {
    assertThat(outcomes("nobody@one.example", "gone@one.example", "ada@one.example"))
        .containsExactly("failed 5.1.1", "failed 5.2.1", "ada@one.example");
  }

  @Test
  void whatBecameAnAliasMeanwhileIsNotLost() {
    assertThat(outcomes("team@one.example", "out@one.example"))
        .containsExactly("ada@one.example", "out@one.example");
  }

  @Test
  void aDomainThatWasAddedMeanwhileIsDeliveredHere() {
    assertThat(outcomes("a@later.example")).containsExactly("relayed");
    book = new BookSamples().domain("later.example", "*").book();
    assertThat(outcomes("a@later.example")).containsExactly("a@later.example");
  }

  private List<String> outcomes(String... paths) {
    List<EnvelopeRecipient> all =
        Stream.of(paths)
            .map(path -> new EnvelopeRecipient(new ForwardPath(Mailbox.of(path))))
            .toList();
    DeliveryJob job =
        new DeliveryJob(
            "Q1",
            ReversePath.NULL,
            TlsRequirement.DEFAULT,
            all.get(0).path().domain(),
            all,
            DeliveryFixture.content("\r\n"),
            BodyType.SEVEN_BIT,
            false,
            DsnEnvelope.NONE,
            false);
    return hop.attempt(job).outcomes().stream().map(LocalOrRelayTest::words).toList();
  }

  private static String words(RecipientOutcome outcome) {
    if (outcome instanceof RecipientOutcome.Delivered delivered) {
      return delivered.mailboxes().stream().map(Mailbox::toString).collect(Collectors.joining(" "));
    }
    return outcome instanceof RecipientOutcome.Failed failed
        ? "failed " + failed.failure().status()
        : "relayed";
  }
}
