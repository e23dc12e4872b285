package org.sealpost.server;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the server's own threads: daemons, named so that a thread dump tells what they do. */
final class ServerThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  ServerThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
