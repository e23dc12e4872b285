package org.sealpost.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRulesTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/queue.xhtml?state=HELD&domain=b%C3%BCcher.example",
        "/message.xhtml?id=17",
        "/mail.xhtml?id=3",
        "/audit.xhtml",
        "/dns.xhtml",
        "/account.xhtml"
      })
  void returnsToOwnPages(String wished) {
    assertThat(ReturnPath.of(wished)).isEqualTo(wished);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "//evil.example/queue.xhtml",
        "https://evil.example/queue.xhtml",
        "/\\evil.example",
        "/queue.xhtml/../x",
        "/queue.xhtml#x",
        "/queue.xhtml?a=b\r\nSet-Cookie: x",
        "/queue.xhtml\n",
        "/queue.xhtml?u=http://evil.example",
        "/signin.xhtml",
        "/download/queue?id=1"
      })
  void neverReturnsToAnythingElse(String wished) {
    assertThat(ReturnPath.of(wished)).isEqualTo(ReturnPath.START);
  }

  @Test
  void doesNotReturnToAnEndlessAddress() {
    assertThat(ReturnPath.of("/queue.xhtml?text=" + "a".repeat(500))).isEqualTo(ReturnPath.START);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::, 20010db800010002/64",
    "::ffff:192.0.2.1, 192.0.2.1",
    "not:an:address:at:all, not:an:address:at:all"
  })
  void keysAnAddress(String address, String key) {
    assertThat(AddressKey.of(address)).isEqualTo(key);
  }

  @Test
  void endsASessionAfterHalfAnHourWithoutAction() {
    assertThat(IdleSessionFilter.isIdle(null, NOON)).isFalse();
    assertThat(IdleSessionFilter.isIdle(NOON.minusSeconds(1800), NOON)).isFalse();
    assertThat(IdleSessionFilter.isIdle(NOON.minusSeconds(1801), NOON)).isTrue();
  }

  @Test
  void countsASessionWithoutAKnownPasswordAsOnTheOneTimePassword() {
    assertThat(SignedInSession.mustChangePassword(null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/account.xhtml, true",
    "/signin.xhtml, true",
    "/jakarta.faces.resource/console.css.xhtml, true",
    "/, false",
    "/queue.xhtml, false",
    "/audit.xhtml, false",
    "/download/queue, false",
    "/account.xhtml/x, false",
    "/error/500.xhtml, false"
  })
  void leavesOnlyThePasswordPageOpenBeforeTheChange(String path, boolean open) {
    assertThat(PasswordChangeFilter.staysOpen(path)).isEqualTo(open);
  }
}
