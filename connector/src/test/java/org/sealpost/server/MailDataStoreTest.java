package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ServerLimits;

/** How much heap and how much of the disk unfinished mail data may take. */
final class MailDataStoreTest {
  private static final long MORE_THAN_ANY_DISK = Long.MAX_VALUE / 2;

  @TempDir Path directory;

  @Test
  void leavesThatMuchOfTheDiskFree() {
    MailDataStore store =
        new MailDataStore(directory, 1_000, ServerLimits.DEFAULT.memory(), () -> 1_500);
    assertThat(store.hasRoomFor(500)).isTrue();
    assertThat(store.hasRoomFor(501)).isFalse();
  }

  @Test
  void asksTheDiskThatItWritesTo() {
    assertThat(store(0).hasRoomFor(1)).isTrue();
    assertThat(store(MORE_THAN_ANY_DISK).hasRoomFor(1)).isFalse();
  }

  @Test
  void hasNoRoomWhereTheDirectoryIsNotThere() {
    Path missing = directory.resolve("missing");
    assertThat(new MailDataStore(missing, 0, ServerLimits.DEFAULT.memory()).hasRoomFor(1))
        .isFalse();
  }

  @Test
  void givesNoMoreHeapThanThereIs() {
    MailDataStore store = store(0);
    int all = Math.toIntExact(ServerLimits.DEFAULT.memory().octets());
    assertThat(store.reserve(all)).isTrue();
    assertThat(store.reserve(1)).isFalse();
    store.release(1);
    assertThat(store.reserve(1)).isTrue();
  }

  private MailDataStore store(long minFreeOctets) {
    return new MailDataStore(directory, minFreeOctets, ServerLimits.DEFAULT.memory());
  }
}
