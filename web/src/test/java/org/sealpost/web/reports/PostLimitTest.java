package org.sealpost.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many reports may be posted. */
final class PostLimitTest {
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final PostLimit limit = new PostLimit(() -> now);

  private int admitted(String client, int asked) {
    int admitted = 0;
    for (int i = 0; i < asked; i++) {
      admitted += limit.admits(client) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void oneClientHasAPartOfTheHour() {
    assertThat(admitted("192.0.2.1", 100)).isEqualTo(PostLimit.MOST_BY_ONE);
    assertThat(admitted("192.0.2.2", 100)).isEqualTo(PostLimit.MOST_BY_ONE);
    now = now.plus(PostLimit.WINDOW);
    assertThat(admitted("192.0.2.1", 1)).isEqualTo(1);
  }

  @Test
  void allTogetherHaveALimit() {
    int admitted = 0;
    for (int i = 0; i < 30; i++) {
      admitted += admitted("2001:db8::" + i, PostLimit.MOST_BY_ONE);
    }
    assertThat(admitted).isEqualTo(PostLimit.MOST);
    assertThat(admitted("192.0.2.1", 1)).isZero();
  }

  @Test
  void aServerBeforeThisOneHasTheWholeHour() {
    assertThat(admitted("127.0.0.1", 2_000)).isEqualTo(PostLimit.MOST);
  }

  @Test
  void fewAreReadAtTheSameTime() {
    for (int i = 0; i < PostLimit.MOST_AT_ONCE; i++) {
      assertThat(limit.enter()).isTrue();
    }
    assertThat(limit.enter()).isFalse();
    limit.leave();
    assertThat(limit.enter()).isTrue();
  }
}
