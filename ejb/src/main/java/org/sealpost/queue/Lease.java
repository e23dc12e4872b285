package org.sealpost.queue;

import java.time.Instant;

/**
 * The right of one node to work on a recipient.
 *
 * @param node the name of the node, the same over its restarts
 * @param until when the right ends unless it is renewed
 */
public record Lease(String node, Instant until) {}
