package org.sealpost.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.MailData;

/**
 * The mail data of one message while it comes in: one array on the heap while it is small and the
 * common budget allows, a file beyond that. Filled in place: ask for room, put octets at {@link
 * #position} of {@link #array}, say how many with {@link #advance}.
 *
 * <p>Used by the session's event loop only; the file is written elsewhere, one chunk at a time
 * while the next one is filled. When both are full there is no room until the disk has caught up.
 * {@link #open} may be called from another thread once {@link #finish} is done.
 */
final class MailDataBuffer implements MailData {
  private static final int SMALLEST = 4 * 1024;
  private static final int LARGEST_AT_FIRST = 64 * 1024;
  private static final int CHUNK = 64 * 1024;
  private static final byte[] NOTHING = new byte[0];

  private final MailDataStore store;
  private final Executor eventLoop;
  private final Runnable caughtUp;
  private byte[] array = NOTHING;
  private byte[] spare = NOTHING;
  private int position;
  private long octets;
  private int reserved;
  private @Nullable SpoolFile file;
  private @Nullable IOException failure;
  private @Nullable Runnable finished;
  private boolean writing;
  private boolean released;

  /**
   * Nothing is read or written yet.
   *
   * @param declaredOctets what the client said in SIZE=, a hint only; 0 where it said nothing
   * @param caughtUp called in the event loop when there is room again
   */
  MailDataBuffer(MailDataStore store, Executor eventLoop, Runnable caughtUp, long declaredOctets) {
    this.store = store;
    this.eventLoop = eventLoop;
    this.caughtUp = caughtUp;
    // A few octets more: clients count differently, and the final dot passes through as well.
    long hint = Math.min(declaredOctets + 64, Math.min(LARGEST_AT_FIRST, heapLimit()));
    grow((int) Math.max(hint, Math.min(SMALLEST, heapLimit())));
  }

  private int heapLimit() {
    return store.heapOctetsPerMessage();
  }

  /** Makes sure that {@link #free} is not 0; false where the disk is behind. */
  boolean makeRoom() {
    if (free() > 0) {
      return true;
    }
    if (file == null
        && array.length < heapLimit()
        && grow(Math.min(Math.max(array.length * 2, SMALLEST), heapLimit()))) {
      return true;
    }
    if (writing) {
      return false;
    }
    writeOut();
    return true;
  }

  private boolean grow(int length) {
    int more = length - array.length;
    if (!store.reserve(more)) {
      return false;
    }
    reserved += more;
    array = Arrays.copyOf(array, length);
    return true;
  }

  byte[] array() {
    return array;
  }

  int position() {
    return position;
  }

  int free() {
    return array.length - position;
  }

  /** So many octets were put at the position. */
  void advance(int count) {
    position += count;
    octets += count;
  }

  /** What went wrong with the file; null while nothing did. */
  @Nullable IOException failure() {
    return failure;
  }

  /** All octets are here; runs the task in the event loop when they can be read back. */
  void finish(Runnable whenReadable) {
    if (file == null) {
      whenReadable.run();
      return;
    }
    finished = whenReadable;
    if (!writing) {
      completeFile(file);
    }
  }

  private void completeFile(SpoolFile spoolFile) {
    if (position > 0 && failure == null) {
      writeOut();
      return;
    }
    try {
      spoolFile.close();
    } catch (IOException e) {
      failure = e;
    }
    Runnable task = finished;
    finished = null;
    if (task != null) {
      task.run();
    }
  }

  private void writeOut() {
    SpoolFile target = file;
    if (target == null) {
      target = store.newFile();
      file = target;
    }
    SpoolFile open = target;
    byte[] full = array;
    int length = position;
    writing = true;
    array = spare == NOTHING ? new byte[CHUNK] : spare;
    spare = NOTHING;
    position = 0;
    store.writers().execute(() -> write(open, full, length));
  }

  private void write(SpoolFile open, byte[] full, int length) {
    IOException error = null;
    try {
      if (!store.hasRoomFor(length)) {
        throw new IOException("less free on the disk than has to stay free");
      }
      open.append(full, length);
    } catch (IOException e) {
      error = e;
    }
    IOException result = error;
    try {
      eventLoop.execute(() -> written(open, full, result));
    } catch (RejectedExecutionException serverIsClosed) {
      ConnectorLog.spoolLeft(serverIsClosed);
    }
  }

  private void written(SpoolFile open, byte[] full, @Nullable IOException error) {
    writing = false;
    spare = full.length == CHUNK ? full : NOTHING;
    store.release(reserved);
    reserved = 0;
    if (error != null) {
      failure = error;
    }
    if (released) {
      delete(open);
    } else if (finished != null) {
      completeFile(open);
    } else {
      caughtUp.run();
    }
  }

  /** Lets go of heap and file. A second call does nothing. */
  void release() {
    if (released) {
      return;
    }
    released = true;
    finished = null;
    if (!writing) {
      store.release(reserved);
      reserved = 0;
    }
    array = NOTHING;
    position = 0;
    if (file != null && !writing) {
      delete(file);
    }
  }

  private static void delete(SpoolFile open) {
    try {
      open.delete();
    } catch (IOException e) {
      ConnectorLog.spoolLeft(e);
    }
  }

  @Override
  public long octets() {
    return octets;
  }

  @Override
  public InputStream open() throws IOException {
    return file == null ? new ByteArrayInputStream(array, 0, position) : file.read();
  }
}
