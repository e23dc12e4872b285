package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.HostState;

/**
 * A host that mail goes to, as this node sees it now.
 *
 * @param running attempts under way
 * @param waiting attempts in memory that wait for their turn
 * @param limit how many there may be at the same time now
 * @param most how many there may be when it does well
 * @param slow whether its attempts take long, so that it gets few workers
 * @param cutAt when it last faltered, so that it has fewer; null where it has not
 * @param why what happened then; null with {@code cutAt}
 */
public record HostRow(
    String host,
    int running,
    int waiting,
    int limit,
    int most,
    boolean slow,
    @Nullable Instant cutAt,
    @Nullable String why) {
  static HostRow of(HostState state) {
    return new HostRow(
        state.host(),
        state.running(),
        state.waiting(),
        state.limit(),
        state.most(),
        state.slow(),
        state.cutAt(),
        state.why());
  }
}
