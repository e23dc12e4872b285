package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoriesTest {
  @TempDir Path temporary;

  @Test
  void makesTheDataDirectoryForItsOwnerOnly() throws Exception {
    Path data = temporary.resolve("a/b");
    DataDirectoryLock.acquire(data).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
  }

  @Test
  void refusesAFileInPlaceOfTheDataDirectory() throws IOException {
    Path data = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
        .hasMessageContaining(data.toString())
        .hasMessageContaining("there is a file in its place")
        .hasMessageContaining("SEALPOST_DATA");
  }

  @Test
  void refusesADataDirectoryThatCannotBeMade() throws IOException {
    Path data = Files.createFile(temporary.resolve("file")).resolve("below");
    assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("it cannot be made");
  }

  @Test
  void serverDirectoryIsEmptyAtEveryStart() throws Exception {
    ServerDirectory first = ServerDirectory.create(temporary);
    Files.createDirectories(first.root().resolve("config"));
    Files.writeString(first.root().resolve("config/domain.xml"), "old");
    assertThat(ServerDirectory.create(temporary).root()).doesNotExist();
    assertThat(temporary.resolve("log")).isDirectory();
  }

  @Test
  void serverDirectoryOfSomebodyElseIsLeftAlone() throws IOException {
    Path theirs = Files.createDirectories(temporary.resolve("server")).resolve("important");
    Files.writeString(theirs, "x");
    assertThatThrownBy(() -> ServerDirectory.create(temporary))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("was not made by Sealpost");
    assertThat(theirs).exists();
  }
}
