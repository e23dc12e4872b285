package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.ServerLimits.PerAddress;

/** What is counted by parts of the address space. */
class AddressLimitsTest {
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  private static List<AddressPrefix> parts(String address) {
    return AddressPrefix.of(address(address));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,   192.0.2.1,    3",
    "192.0.2.1,   192.0.2.62,   2",
    "192.0.2.1,   192.0.2.65,   1",
    "192.0.2.1,   192.0.7.255,  1",
    "192.0.2.1,   192.0.8.1,    0",
    "2001:db8::1, 2001:db8:0:0:ffff::1, 3",
    "2001:db8::1, 2001:db8:0:1::1, 2",
    "2001:db8::1, 2001:db8:1::1, 1",
    "2001:db8::1, 2001:db9::1, 0",
    "192.0.2.1,   ::ffff:192.0.2.1, 3"
  })
  void neighboursShareParts(String one, String other, int shared) {
    assertThat(parts(one)).filteredOn(parts(other)::contains).hasSize(shared);
  }

  @Test
  void countsNothingOfWhatOnePartHasNoRoomFor() {
    AddressCounts counts = new AddressCounts(new PerAddress(2, 3, 100));
    add(counts, "192.0.2.1", "192.0.2.1", "192.0.2.2");
    assertThat(counts.hasRoom(parts("192.0.2.3"))).isFalse();
    assertThat(counts.hasRoom(parts("192.0.2.1"))).isFalse();
    assertThat(counts.hasRoom(parts("192.0.2.70"))).isTrue();
    counts.subtract(parts("192.0.2.2"), 1);
    assertThat(counts.hasRoom(parts("192.0.2.3"))).isTrue();
    assertThat(counts.hasRoom(parts("192.0.2.1"))).isFalse();
  }

  private static void add(AddressCounts counts, String... addresses) {
    for (String address : addresses) {
      counts.add(parts(address));
    }
  }

  @Test
  void beginsAnewWithEachWindow() {
    WindowCounts counts =
        new WindowCounts(new PerAddress(1, 9, 9), Duration.ofMinutes(1), () -> now);
    counts.add(parts("192.0.2.1"));
    now = now.plusSeconds(59);
    assertThat(counts.hasRoom(parts("192.0.2.1"))).isFalse();
    now = now.plusSeconds(1);
    assertThat(counts.hasRoom(parts("192.0.2.1"))).isTrue();
  }

  @Test
  @Tag("rfc4954-9")
  void failedAuthenticationsLockTheAddressOutUntilTheWindowEnds() {
    AuthFailures failures = new AuthFailures(ServerLimits.DEFAULT.authFailures(), () -> now);
    fail(failures, "2001:db8::1", 9);
    assertThat(failures.mayTry(address("2001:db8::2"))).isTrue();
    fail(failures, "2001:db8::2", 1);
    assertThat(failures.mayTry(address("2001:db8::1"))).isFalse();
    assertThat(failures.mayTry(address("2001:db8:0:1::1"))).isTrue();
    now = now.plusSeconds(60);
    assertThat(failures.mayTry(address("2001:db8::1"))).isTrue();
    for (int minute = 0; minute < 4; minute++) {
      fail(failures, "2001:db8::1", 10);
      now = now.plusSeconds(60);
    }
    assertThat(failures.mayTry(address("2001:db8::1"))).isFalse();
    now = now.plus(Duration.ofDays(1));
    assertThat(failures.mayTry(address("2001:db8::1"))).isTrue();
  }

  @Test
  void successForgivesTheAddressAndNotItsNeighbours() {
    AuthFailures failures = new AuthFailures(ServerLimits.DEFAULT.authFailures(), () -> now);
    fail(failures, "192.0.2.1", 10);
    fail(failures, "192.0.2.2", 10);
    failures.recordSuccess(address("192.0.2.1"));
    assertThat(failures.mayTry(address("192.0.2.1"))).isTrue();
    assertThat(failures.mayTry(address("192.0.2.2"))).isFalse();
    fail(failures, "192.0.2.3", 10);
    fail(failures, "192.0.2.4", 10);
    assertThat(failures.mayTry(address("192.0.2.1"))).isFalse();
  }

  private static void fail(AuthFailures failures, String client, int times) {
    for (int i = 0; i < times; i++) {
      failures.recordFailure(address(client));
    }
  }
}
