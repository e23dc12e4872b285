package org.sealpost.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.RecipientState;

final class RoomTest {
  private final Map<RecipientState, Long> queue = new EnumMap<>(RecipientState.class);
  private final AtomicLong free = new AtomicLong(100);
  private final Room room = new Room(() -> queue, 10, 50, free::get);

  @Test
  void thereIsRoomUpToTheLimit() {
    assertThat(room.getAsBoolean()).isTrue();
    queue.put(RecipientState.HELD, 4L);
    queue.put(RecipientState.QUEUED, 6L);
    assertThat(room.get()).isEqualTo(queue);
    assertThat(room.getAsBoolean()).isTrue();
    queue.put(RecipientState.QUEUED, 7L);
    room.get();
    assertThat(room.getAsBoolean()).isFalse();
    queue.clear();
    room.get();
    assertThat(room.getAsBoolean()).isTrue();
  }

  @Test
  void thereIsNoneOnAFullDisk() {
    free.set(49);
    assertThat(room.getAsBoolean()).isFalse();
    free.set(50);
    assertThat(room.getAsBoolean()).isTrue();
  }
}
