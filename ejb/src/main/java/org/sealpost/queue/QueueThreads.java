package org.sealpost.queue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads the queue works on; they stay the caller's.
 *
 * @param executor runs attempts, claims and the recorder
 * @param scheduler keeps time
 */
public record QueueThreads(ExecutorService executor, ScheduledExecutorService scheduler) {}
