package org.sealpost.account;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file that hands the first administrator's one-time password to whoever can read the data
 * directory: readable by its owner only, first line the password, gone once it is changed. It never
 * stands in a log.
 */
public final class InitialPasswordFile {
  private static final String NAME = "initial-admin-password";

  private final Path file;

  private InitialPasswordFile(Path file) {
    this.file = file;
  }

  /** The file in a data directory. */
  public static InitialPasswordFile in(Path data) {
    return new InitialPasswordFile(data.resolve(NAME));
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  void write(String password) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(
          file, (password + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  /** Removes the file when the transaction commits. */
  Synchronization removal() {
    return new Synchronization() {
      @Override
      public void beforeCompletion() {
        // Not yet: the commit may fail.
      }

      @Override
      public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
          remove();
        }
      }
    };
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      // The password in it is void by now; the file is only untidy.
      System.getLogger(getClass().getName())
          .log(System.Logger.Level.WARNING, "MTA-4001 cannot remove " + file, failure);
    }
  }
}
