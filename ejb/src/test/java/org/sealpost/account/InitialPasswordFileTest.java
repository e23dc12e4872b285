package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one-time password is there as long as it is worth something, for its owner's eyes. */
final class InitialPasswordFileTest {
  @TempDir Path data;

  @Test
  void isForItsOwnersEyes() throws IOException {
    InitialPasswordFile file = InitialPasswordFile.in(data);
    file.write("secret");
    assertThat(Files.readAllLines(file.path())).containsExactly("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesWhatAnyoneCouldRead() throws IOException {
    InitialPasswordFile file = InitialPasswordFile.in(data);
    Files.writeString(file.path(), "put here before");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
    file.write("secret");
    assertThat(Files.readAllLines(file.path())).containsExactly("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void isRemovedWhenTheChangeIsCommittedAndNotBefore() {
    InitialPasswordFile file = InitialPasswordFile.in(data);
    file.write("secret");
    var removal = file.removal();
    removal.beforeCompletion();
    assertThat(file.path()).exists();
    removal.afterCompletion(Status.STATUS_COMMITTED);
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void staysWhereTheChangeWasNotCommitted() {
    InitialPasswordFile file = InitialPasswordFile.in(data);
    file.write("secret");
    file.removal().afterCompletion(Status.STATUS_ROLLEDBACK);
    file.removal().afterCompletion(Status.STATUS_UNKNOWN);
    assertThat(file.path()).exists();
  }

  @Test
  void nothingToRemoveIsNoFailure() {
    InitialPasswordFile file = InitialPasswordFile.in(data);
    file.removal().afterCompletion(Status.STATUS_COMMITTED);
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void startFailsWhereItCannotBeWritten() {
    InitialPasswordFile file = InitialPasswordFile.in(data.resolve("missing"));
    assertThatThrownBy(() -> file.write("secret")).isInstanceOf(UncheckedIOException.class);
  }
}
