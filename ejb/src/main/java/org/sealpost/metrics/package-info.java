/**
 * What the server counts for its operator: MicroProfile Metrics, read at {@code /metrics}. Beside
 * the way of a message: every stage tells it what happened and never waits for it.
 */
@NullMarked
package org.sealpost.metrics;

import org.jspecify.annotations.NullMarked;
