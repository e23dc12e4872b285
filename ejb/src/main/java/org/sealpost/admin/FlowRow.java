package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.flow.DomainPattern;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.LaidRule;
import org.sealpost.flow.Waits;

/**
 * One rule about flow for the lists.
 *
 * @param kind {@code HOLD}, {@code PAUSE}, {@code LIMIT}, {@code RETRY} or {@code ROUTE}
 * @param recipients a domain, {@code *.domain}, {@code .domain} for both, or {@code *} for all;
 *     null only of a hold that is for every recipient
 * @param reversePath of a hold: a mailbox, a domain, {@code *.domain} or {@code <>}; null for any
 * @param said of a hold: what the subject or From field contains; null for any
 * @param connections of a limit: how many at the same time; null for no such limit
 * @param perMinute of a limit: how many begin in a minute; null for no such limit
 * @param failure of waits: after which kind of failure; null for every kind
 * @param waits of waits: for example {@code 5m, 15m, 1h}; null of all others
 * @param until of a pause: when it ends by itself; null for when somebody ends it
 * @param route of a route: {@code mx}, or its servers as in the settings; null of all others
 * @param endedBy who ended it; null while it counts
 * @param endedAt null with {@code endedBy}
 * @param kept how many recipients it keeps waiting; 0 where that is not counted
 */
public record FlowRow(
    long id,
    String kind,
    @Nullable String recipients,
    @Nullable String reversePath,
    @Nullable String said,
    @Nullable Integer connections,
    @Nullable Integer perMinute,
    @Nullable String failure,
    @Nullable String waits,
    @Nullable Instant until,
    @Nullable String route,
    String reason,
    String madeBy,
    Instant madeAt,
    @Nullable String endedBy,
    @Nullable Instant endedAt,
    long kept) {
  static FlowRow of(LaidRule laid, long kept) {
    FlowRule rule = laid.rule();
    FlowRule.Hold hold = rule instanceof FlowRule.Hold one ? one : null;
    FlowRule.Limit limit = rule instanceof FlowRule.Limit one ? one : null;
    FlowRule.Retry retry = rule instanceof FlowRule.Retry one ? one : null;
    FlowRule.Routing routing = rule instanceof FlowRule.Routing one ? one : null;
    return new FlowRow(
        laid.id(),
        rule.kind().name(),
        recipients(rule),
        hold == null || hold.reversePath() == null ? null : hold.reversePath().toString(),
        hold == null ? null : hold.said(),
        limit == null ? null : limit.most().connections(),
        limit == null ? null : limit.most().perMinute(),
        retry == null || retry.failure() == null ? null : retry.failure().name(),
        retry == null ? null : Waits.text(retry.waits()),
        rule instanceof FlowRule.Pause pause ? pause.until() : null,
        routing == null ? null : routing.next().text(),
        laid.reason(),
        laid.madeBy(),
        laid.madeAt(),
        laid.endedBy(),
        laid.endedAt(),
        kept);
  }

  private static @Nullable String recipients(FlowRule rule) {
    if (rule instanceof FlowRule.Hold hold) {
      return hold.recipients() == null ? null : hold.recipients().display();
    }
    if (rule instanceof FlowRule.Pause pause) {
      return pause.recipients().display();
    }
    return pattern(rule).display();
  }

  private static DomainPattern pattern(FlowRule rule) {
    if (rule instanceof FlowRule.Limit limit) {
      return limit.recipients();
    }
    return rule instanceof FlowRule.Routing routing
        ? routing.recipients()
        : ((FlowRule.Retry) rule).recipients();
  }
}
