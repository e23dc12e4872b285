package org.sealpost.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.sealpost.inflow.ServerLimits;

/**
 * Where all sessions of a server keep mail data until the endpoint has taken it: how much heap is
 * left for it, the directory for what goes to files, and the threads that write them. Thread-safe.
 */
final class MailDataStore {
  private static final int WRITERS = 2;
  private static final long WRITERS_END_SECONDS = 5;
  private static final String PREFIX = "incoming-";
  private static final String SUFFIX = ".spool";

  private final Path directory;
  private final long minFreeOctets;
  private final LongSupplier freeOctets;
  private final int heapOctetsPerMessage;
  private final AtomicLong heapLeft;
  private final AtomicLong fileCount = new AtomicLong();
  private final ThreadPoolExecutor writers;

  MailDataStore(Path directory, long minFreeOctets, ServerLimits.Memory limits) {
    this(directory, minFreeOctets, limits, () -> directory.toFile().getUsableSpace());
  }

  MailDataStore(
      Path directory, long minFreeOctets, ServerLimits.Memory limits, LongSupplier freeOctets) {
    this.directory = directory;
    this.minFreeOctets = minFreeOctets;
    this.freeOctets = freeOctets;
    this.heapOctetsPerMessage = limits.octetsPerMessage();
    this.heapLeft = new AtomicLong(limits.octets());
    this.writers =
        new ThreadPoolExecutor(
            WRITERS,
            WRITERS,
            30,
            TimeUnit.SECONDS,
            // Bounded by the number of sessions: each has at most one chunk here.
            new LinkedBlockingQueue<>(),
            new ServerThreads("sealpost-spool"));
    writers.allowCoreThreadTimeOut(true);
  }

  int heapOctetsPerMessage() {
    return heapOctetsPerMessage;
  }

  /** Takes that much heap out of the common budget, or nothing where it is not there. */
  boolean reserve(int octets) {
    if (heapLeft.addAndGet(-octets) >= 0) {
      return true;
    }
    heapLeft.addAndGet(octets);
    return false;
  }

  /** Gives back what was reserved. */
  void release(int octets) {
    heapLeft.addAndGet(octets);
  }

  /**
   * Whether the disk has room for that much more. What is not yet taken must never take the room of
   * what is: the database stands on the same disk, and stops working where it finds it full.
   */
  boolean hasRoomFor(int octets) {
    return freeOctets.getAsLong() - octets >= minFreeOctets;
  }

  SpoolFile newFile() {
    return new SpoolFile(directory.resolve(PREFIX + fileCount.incrementAndGet() + SUFFIX));
  }

  /** The threads that may wait for the disk. */
  Executor writers() {
    return writers;
  }

  /** Removes what an earlier run left behind: nothing of it was ever answered 2yz. */
  void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
      for (Path file : found) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Ends the writers, after the chunk each may still have in hand; to be called when no session is
   * left.
   */
  void close() {
    writers.shutdown();
    try {
      if (!writers.awaitTermination(WRITERS_END_SECONDS, TimeUnit.SECONDS)) {
        writers.shutdownNow(); // the disk hangs: what it leaves is removed at the next start
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
