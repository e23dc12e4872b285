package org.sealpost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody else on the machine gets at the database, the spool or the keys. */
final class DataDirectoryAccessTest {
  @TempDir Path temporary;

  @Test
  void makesTheDirectoryForItsOwnerAlone() throws IOException {
    Path data = temporary.resolve("var/sealpost");
    DataDirectoryAccess.restrict(data);
    assertThat(permissions(data)).isEqualTo("rwx------");
  }

  @Test
  void closesWhatAnInstallerOrTheDataSourceMadeForEverybody() throws IOException {
    Path data = temporary.resolve("data");
    Files.createDirectories(data.resolve("database"));
    Files.createDirectories(data.resolve("spool"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxr-x"));
    DataDirectoryAccess.restrict(data);
    assertThat(permissions(data)).isEqualTo("rwx------");
    // What is in it stays as it is: without the directory above nobody comes to it.
    assertThat(data.resolve("database")).isDirectory();
    assertThat(data.resolve("spool")).isDirectory();
  }

  @Test
  void aDirectoryThatCannotBeHadDoesNotStopTheStart() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    DataDirectoryAccess.restrict(file.resolve("data"));
    assertThat(file).isRegularFile();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
