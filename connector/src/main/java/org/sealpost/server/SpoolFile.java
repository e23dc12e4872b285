package org.sealpost.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that the mail data of one message is in while it comes in. Created by the first {@link
 * #append}; not synced to disk, since nothing was promised yet. Used by one thread at a time.
 */
final class SpoolFile {
  private final Path path;
  private @Nullable FileChannel channel;

  SpoolFile(Path path) {
    this.path = path;
  }

  /** Appends the first {@code length} octets of the array. */
  void append(byte[] octets, int length) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(path));
      channel = open;
    }
    ByteBuffer rest = ByteBuffer.wrap(octets, 0, length);
    while (rest.hasRemaining()) {
      open.write(rest);
    }
  }

  /** No more will be appended. */
  void close() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.close();
    }
  }

  InputStream read() throws IOException {
    return Files.newInputStream(path);
  }

  /** Closes and removes the file. */
  void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
