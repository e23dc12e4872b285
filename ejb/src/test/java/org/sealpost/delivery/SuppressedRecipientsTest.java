package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** What is not to be sent fails at once, and everything else goes as if nothing were. */
final class SuppressedRecipientsTest {
  private static final ReversePath SENDER = new ReversePath(Mailbox.of("s@here.example"));

  private final List<DeliveryJob> attempted = new ArrayList<>();
  private final NextHop nextHop =
      new SuppressedRecipients(
          job -> {
            attempted.add(job);
            return new DeliveryResult(
                job.forwardPaths().stream().<RecipientOutcome>map(this::relayed).toList(),
                List.of());
          },
          path ->
              path.text().startsWith("gone")
                  ? Optional.of(
                      new Failure(EnhancedStatusCode.of("5.1.1"), "On the list.", null, null, null))
                  : Optional.empty());

  private RecipientOutcome relayed(ForwardPath path) {
    return new RecipientOutcome.Relayed(path, Reply.of(250, "2.0.0", "ok"), "mx", false);
  }

  private DeliveryResult attempt(ReversePath from, String... paths) {
    return nextHop.attempt(
        new DeliveryJob(
            "1",
            Instant.EPOCH,
            from,
            TlsRequirement.DEFAULT,
            Domain.of("far.example"),
            Stream.of(paths)
                .map(each -> new EnvelopeRecipient(new ForwardPath(Mailbox.of(each))))
                .toList(),
            new MailContent() {
              @Override
              public long octets() {
                return 0;
              }

              @Override
              public InputStream open() {
                return InputStream.nullInputStream();
              }
            },
            BodyType.SEVEN_BIT,
            false,
            DsnEnvelope.NONE,
            false));
  }

  @Test
  void nobodyIsAskedWhereAllAreSuppressed() {
    DeliveryResult result = attempt(SENDER, "gone1@far.example", "gone2@far.example");
    assertThat(attempted).isEmpty();
    assertThat(result.outcomes())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one).isInstanceOf(RecipientOutcome.Failed.class));
    assertThat(result.trace())
        .singleElement()
        .satisfies(trace -> assertThat(trace.result()).isEqualTo("On the list."));
  }

  @Test
  void theOthersGoAndEachHasItsOwnOutcome() {
    DeliveryResult result = attempt(SENDER, "a@far.example", "gone@far.example", "b@far.example");
    assertThat(attempted)
        .singleElement()
        .satisfies(
            job ->
                assertThat(job.forwardPaths())
                    .extracting(ForwardPath::text)
                    .containsExactly("a@far.example", "b@far.example"));
    assertThat(result.outcomes())
        .extracting(one -> one.forwardPath().text() + " " + one.getClass().getSimpleName())
        .containsExactly(
            "a@far.example Relayed", "gone@far.example Failed", "b@far.example Relayed");
  }

  @Test
  void whatNobodyIsSuppressedOfGoesAsItIs() {
    attempt(SENDER, "a@far.example");
    assertThat(attempted).hasSize(1);
  }

  @Test
  void aNotificationGoesToWhomever() {
    DeliveryResult result = attempt(ReversePath.NULL, "gone@far.example");
    assertThat(attempted).hasSize(1);
    assertThat(result.outcomes().get(0)).isInstanceOf(RecipientOutcome.Relayed.class);
  }
}
