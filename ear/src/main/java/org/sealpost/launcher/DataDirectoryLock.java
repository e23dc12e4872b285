package org.sealpost.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The data directory, made, writable, and ours alone until the process ends. */
final class DataDirectoryLock implements Closeable {
  private static final String LOCK_FILE = "lock";

  private final FileLock lock;

  private DataDirectoryLock(FileLock lock) {
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, readable by its owner only, and locks it.
   *
   * @throws StartException where it cannot be made or written, or another process has it
   */
  static DataDirectoryLock acquire(Path data) throws StartException {
    create(data);
    try {
      FileChannel channel =
          FileChannel.open(
              data.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw cannot(data, "another Sealpost is running with it; stop that one first");
      }
      return new DataDirectoryLock(lock);
    } catch (IOException unwritable) {
      throw cannot(data, "it cannot be written (" + unwritable + ")");
    }
  }

  /** Whether a process has the directory now. */
  static boolean isHeld(Path data) {
    Path file = data.resolve(LOCK_FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException unreadable) {
      return false; // then it cannot be locked for the copy either, and that says why
    }
  }

  private static void create(Path data) throws StartException {
    if (Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(data)) {
        throw cannot(data, "there is a file in its place");
      }
      return;
    }
    try {
      boolean posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
      // Mail, keys and password hashes lie in it.
      Files.createDirectories(data.toAbsolutePath().getParent());
      if (posix) {
        Files.createDirectory(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(data);
      }
    } catch (IOException impossible) {
      throw cannot(data, "it cannot be made (" + impossible + ")");
    }
  }

  private static StartException cannot(Path data, String why) {
    return new StartException(
        ExitStatus.CANNOT_CREATE,
        "The data directory "
            + data
            + " cannot be used: "
            + why
            + ". Another one can be set by SEALPOST_DATA or -Dsealpost.data.");
  }

  /** Lets another process have the directory; the end of this process does so too. */
  @Override
  public void close() throws IOException {
    lock.channel().close();
  }
}
