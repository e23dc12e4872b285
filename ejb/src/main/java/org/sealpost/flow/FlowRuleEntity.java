package org.sealpost.flow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.LineLimit;

/** The row of a rule. Only its end is ever changed. */
@Entity
@Table(name = "flow_rule")
public class FlowRuleEntity {
  @Id
  @SequenceGenerator(name = "flow_rule_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "flow_rule_seq")
  private long id;

  @Enumerated(EnumType.STRING)
  private FlowRule.Kind kind = FlowRule.Kind.HOLD;

  private @Nullable String recipients;

  @Column(name = "reverse_path")
  private @Nullable String reversePath;

  private @Nullable String said;
  private @Nullable Integer connections;

  @Column(name = "per_minute")
  private @Nullable Integer perMinute;

  @Enumerated(EnumType.STRING)
  private @Nullable FailureKind failure;

  private @Nullable String waits;

  @Column(name = "until_at")
  private @Nullable Long until;

  private @Nullable String route;

  private String reason = "";

  @Column(name = "made_by")
  private String madeBy = "";

  @Column(name = "made_at")
  private long madeAt;

  @Column(name = "ended_by")
  private @Nullable String endedBy;

  @Column(name = "ended_at")
  private @Nullable Long endedAt;

  /** For JPA. */
  protected FlowRuleEntity() {}

  FlowRuleEntity(FlowRule rule, String reason, String madeBy, Instant madeAt) {
    this.kind = rule.kind();
    this.reason = reason;
    this.madeBy = madeBy;
    this.madeAt = madeAt.toEpochMilli();
    take(rule);
  }

  private void take(FlowRule rule) {
    if (rule instanceof FlowRule.Hold hold) {
      recipients = hold.recipients() == null ? null : hold.recipients().toString();
      reversePath = hold.reversePath() == null ? null : hold.reversePath().toString();
      said = hold.said();
    } else if (rule instanceof FlowRule.Pause pause) {
      recipients = pause.recipients().toString();
      Instant end = pause.until();
      until = end == null ? null : end.toEpochMilli();
    } else if (rule instanceof FlowRule.Limit limit) {
      recipients = limit.recipients().toString();
      connections = limit.most().connections();
      perMinute = limit.most().perMinute();
    } else if (rule instanceof FlowRule.Retry retry) {
      recipients = retry.recipients().toString();
      failure = retry.failure();
      waits = Waits.text(retry.waits());
    } else if (rule instanceof FlowRule.Routing routing) {
      recipients = routing.recipients().toString();
      route = routing.next().text();
    } else {
      throw new AssertionError(rule);
    }
  }

  void end(String by, Instant at) {
    endedBy = by;
    endedAt = at.toEpochMilli();
  }

  LaidRule toLaidRule() {
    return new LaidRule(
        id,
        rule(),
        reason,
        madeBy,
        Instant.ofEpochMilli(madeAt),
        endedBy,
        endedAt == null ? null : Instant.ofEpochMilli(endedAt));
  }

  private FlowRule rule() {
    return switch (kind) {
      case HOLD ->
          new FlowRule.Hold(
              reversePath == null ? null : ReversePathPattern.parse(reversePath).orElseThrow(),
              recipients == null ? null : pattern(),
              said);
      case PAUSE ->
          new FlowRule.Pause(pattern(), until == null ? null : Instant.ofEpochMilli(until));
      case LIMIT -> new FlowRule.Limit(pattern(), new LineLimit(connections, perMinute));
      case RETRY ->
          new FlowRule.Retry(pattern(), failure, Waits.parse(String.valueOf(waits)).orElseThrow());
      case ROUTE -> new FlowRule.Routing(pattern(), NextHops.read(String.valueOf(route)));
    };
  }

  private DomainPattern pattern() {
    return DomainPattern.parse(String.valueOf(recipients)).orElseThrow();
  }
}
