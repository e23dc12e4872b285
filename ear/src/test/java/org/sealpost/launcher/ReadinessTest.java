package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadinessTest {
  @Test
  void readyWithItsListeners() {
    assertThat(
            Readiness.of(
                """
                {"status": "UP", "checks": [
                  {"name": "other", "status": "UP", "data": {}},
                  {"name": "smtp", "status": "UP", "data": {"listeners": "relay 127.0.0.1:2525"}}]}
                """))
        .isEqualTo(new Readiness.Ready("relay 127.0.0.1:2525"));
  }

  @Test
  void failedWithItsReason() {
    assertThat(
            Readiness.of(
                """
                {"status":"DOWN","checks":[{"name":"smtp","status":"DOWN",
                  "data":{"error":"cannot listen on 127.0.0.1 port 25: \\"taken\\" \\u2013 stop it"}}]}
                """))
        .isEqualTo(new Readiness.Failed("cannot listen on 127.0.0.1 port 25: \"taken\" – stop it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"smtp\",\"status\":\"DOWN\"}]}",
        "{\"status\":\"UP\",\"checks\":[]}",
        "{\"status\":\"UP\",\"checks\":[{\"name\":\"other\",\"status\":\"UP\",\"data\":null}]}",
        "{}",
        "",
        "<html>404</html>",
        "{\"checks\":[{\"name\":\"smtp\",\"status\":\"UP\"}]",
      })
  void everythingElseIsStillStarting(String answer) {
    assertThat(Readiness.of(answer)).isEqualTo(new Readiness.Starting());
  }
}
