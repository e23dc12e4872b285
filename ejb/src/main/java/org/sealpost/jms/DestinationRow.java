package org.sealpost.jms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue at the broker as it is now.
 *
 * @param name as the broker knows it
 * @param depth messages in it, counted up to {@link SubmitQueues#MOST_COUNTED}
 * @param more whether there are more than that
 * @param oldest when the first of it was sent; null where it is empty
 * @param consumers how many of this server read it
 */
public record DestinationRow(
    String name, int depth, boolean more, @Nullable Instant oldest, int consumers) {}
