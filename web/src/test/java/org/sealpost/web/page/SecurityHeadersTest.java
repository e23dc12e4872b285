package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/queue.xhtml",
        "/signin.xhtml",
        "/download/queue",
        "/nothing",
        "/jakarta.faces.resource/console.js.xhtml"
      })
  void guardsEveryResponse(String path) {
    assertThat(SecurityHeaders.of(path))
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Referrer-Policy", "same-origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/queue.xhtml", "/signin.xhtml", "/download/queue", "/nothing"})
  void keepsPagesAndDownloadsOutOfCachesAndFrames(String path) {
    assertThat(SecurityHeaders.of(path)).containsEntry("Cache-Control", "no-store");
    assertThat(SecurityHeaders.of(path).get("Content-Security-Policy"))
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/download/queue", "/download/mailbox", "/nothing", "/x.xhtml/y"})
  void letsWhatIsNoPageLoadNothing(String path) {
    assertThat(SecurityHeaders.of(path).get("Content-Security-Policy"))
        .contains("default-src 'none'", "sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jakarta.faces.resource/console.css.xhtml"})
  void letsTheBrowserKeepPageResources(String path) {
    assertThat(SecurityHeaders.of(path)).doesNotContainKey("Cache-Control");
  }
}
