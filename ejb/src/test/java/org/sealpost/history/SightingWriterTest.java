package org.sealpost.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.NextHop;
import org.sealpost.smtp.Domain;

/** What is written of what was seen: what is new, once, and never so that an attempt fails. */
final class SightingWriterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SightingBuffer buffer = new SightingBuffer(3);
  private final Written written = new Written();
  private final SightingWriter writer = new SightingWriter(buffer, written, () -> NOW);

  private static Sighting sighting(String host, String level, Instant at) {
    return new Sighting(
        new Sighting.Key(Domain.of("one.example"), host, Aspect.STARTTLS), level, at);
  }

  private List<String> offer(Sighting... sightings) {
    written.all.clear();
    buffer.offer(List.of(sightings));
    writer.run();
    return written.all.stream().map(one -> one.key().host() + " " + one.level()).toList();
  }

  @Test
  void theSameIsWrittenOnceAnHour() {
    assertThat(offer(sighting("a", "WORKS", NOW))).containsExactly("a WORKS");
    Instant soon = NOW.plus(SightingBuffer.REPEATED_AFTER).minusMillis(1);
    assertThat(offer(sighting("a", "WORKS", soon))).isEmpty();
    assertThat(offer(sighting("a", "MISSING", soon))).containsExactly("a MISSING");
    Instant later = soon.plus(SightingBuffer.REPEATED_AFTER);
    assertThat(offer(sighting("a", "MISSING", later))).containsExactly("a MISSING");
  }

  @Test
  void whatDoesNotFitIsDroppedAndComesAgain() {
    Sighting last = sighting("d", "WORKS", NOW);
    assertThat(
            offer(
                sighting("a", "WORKS", NOW),
                sighting("b", "WORKS", NOW),
                sighting("c", "WORKS", NOW),
                last))
        .containsExactly("a WORKS", "b WORKS", "c WORKS");
    assertThat(offer(last)).containsExactly("d WORKS");
  }

  @Test
  void whatCouldNotBeWrittenIsWorthItAgain() {
    Sighting one = sighting("a", "WORKS", NOW);
    written.broken = true;
    assertThat(offer(one)).isEmpty();
    written.broken = false;
    assertThat(offer(one)).containsExactly("a WORKS");
  }

  @Test
  void aRowOfOldThingsIsLookedForAtTheStartAndThenSeldom() {
    writer.run();
    writer.run();
    assertThat(written.sweeps).isEqualTo(1);
  }

  @Test
  void anAttemptDoesNotFailBecauseOfWhatItShowed() {
    DeliveryResult result = new DeliveryResult(List.of(), List.of());
    NextHop attempts = job -> result;
    NextHop observed =
        new ObservedNextHop(
            attempts,
            buffer,
            () -> {
              throw new IllegalStateException("no time");
            });
    assertThat(observed.attempt(SomeJob.of("one.example"))).isSameAs(result);
  }

  private static final class Written implements History {
    private final List<Sighting> all = new ArrayList<>();
    private boolean broken;
    private int sweeps;

    @Override
    public List<Change> record(Collection<Sighting> sightings) {
      if (broken) {
        throw new IllegalStateException("no database");
      }
      all.addAll(sightings);
      return List.of();
    }

    @Override
    public int removeOld(Instant now) {
      sweeps++;
      return 0;
    }
  }
}
