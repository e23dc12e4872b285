package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.admin.WaitingMail.Part;
import org.sealpost.delivery.Expectation;
import org.sealpost.delivery.Outlook;
import org.sealpost.event.Events;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** What a change of the requirement would mean, put together for one message or many. */
final class ForetellerTest {
  private static final Domain HERE = Domain.of("here.example");

  private static Foresight tell(List<Part> parts, TlsRequirement... now) {
    Foreteller foreteller = new Foreteller(parts, HERE::equals);
    Map<Domain, Outlook> outlooks = new HashMap<>();
    for (Domain domain : foreteller.toAsk()) {
      outlooks.put(domain, new Outlook(List.of(), "nowhere", Expectation.REFUSED));
    }
    return foreteller.tell(parts.size(), List.of(now), Optional.of(outlooks));
  }

  @Test
  void domainsWithTheMostRecipientsComeFirstAndTheRestIsCounted() {
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i <= Foreteller.MOST_DOMAINS + 2; i++) {
      parts.add(new Part(Domain.of("d" + i + ".example"), false, i));
    }
    Foresight told = tell(parts, TlsRequirement.DEFAULT);
    assertThat(told.domains()).hasSize(Foreteller.MOST_DOMAINS);
    assertThat(told.domains().get(0).domain()).isEqualTo("d7.example");
    assertThat(told.domains().get(0).recipients()).isEqualTo(7);
    assertThat(told.domains().get(0).verdicts())
        .extracting(Prospect.Verdict::requirement)
        .containsExactly("REQUIRED", "DEFAULT", "OPTIONAL");
    assertThat(told.more()).isEqualTo(2);
  }

  @Test
  void nobodyIsAskedAboutADomainThatIsHere() {
    Foreteller foreteller = new Foreteller(List.of(new Part(HERE, false, 1)), HERE::equals);
    assertThat(foreteller.toAsk()).isEmpty();
    Foresight told = tell(List.of(new Part(HERE, false, 1)), TlsRequirement.DEFAULT);
    assertThat(told.domains()).singleElement().matches(Foresight.OfDomain::hostedHere);
  }

  @Test
  void whatIsWeakerThanAnyOfTheMessagesIsWeaker() {
    assertThat(tell(List.of(), TlsRequirement.OPTIONAL, TlsRequirement.REQUIRED).weaker())
        .containsExactlyInAnyOrder(TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL);
    assertThat(tell(List.of(), TlsRequirement.OPTIONAL).weaker()).isEmpty();
  }

  @Test
  void withoutTimeNothingIsTold() {
    Foreteller foreteller =
        new Foreteller(List.of(new Part(Domain.of("one.example"), false, 1)), HERE::equals);
    Foresight told = foreteller.tell(1, List.of(TlsRequirement.DEFAULT), Optional.empty());
    assertThat(told.busy()).isTrue();
    assertThat(told.domains()).isEmpty();
  }

  @Test
  void changingManyMessagesIsAllOrNothing() {
    try (QueueDatabase database = new QueueDatabase()) {
      QueueSamples.insert(database, TlsRequirement.REQUIRED, "a@one.example", "b@one.example");
      QueueSamples.insert(database, TlsRequirement.DEFAULT, "c@two.example");
      Collection<Long> all =
          database.inTransaction(
              em ->
                  em.createQuery("select r.id from RecipientEntity r", Long.class).getResultList());
      assertThatThrownBy(() -> change(database, all, ""))
          .isInstanceOf(CommandRefusedException.class);
      assertThat(change(database, all, "asked for")).isEqualTo(2);
    }
  }

  private static int change(QueueDatabase database, Collection<Long> ids, String reason) {
    return database.inTransaction(
        em ->
            new Operator(
                    em, news -> {}, OperatorTest.SETTINGS, new AuditLog(em, "ada"), Events.NONE)
                .changeRequirements(ids, TlsRequirement.OPTIONAL, reason, true));
  }
}
