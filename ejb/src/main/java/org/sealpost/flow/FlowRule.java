package org.sealpost.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.LineLimit;
import org.sealpost.queue.NewMessage;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ReversePath;

/** Something that an operator lays down about how mail flows. */
public sealed interface FlowRule {
  /** The kinds of rules, as the database and the pages name them. */
  enum Kind {
    HOLD,
    PAUSE,
    LIMIT,
    RETRY,
    ROUTE
  }

  /** Which kind it is. */
  Kind kind();

  /** The rule in one line, for the audit log. */
  String text();

  /**
   * Recipients of matching messages are kept back until somebody releases them. All that is given
   * has to match; at least one is given.
   *
   * @param recipients null for every recipient
   * @param said stands in the decoded subject or From field, in whatever case; null for any
   */
  record Hold(
      @Nullable ReversePathPattern reversePath,
      @Nullable DomainPattern recipients,
      @Nullable String said)
      implements FlowRule {
    @Override
    public Kind kind() {
      return Kind.HOLD;
    }

    boolean matches(NewMessage message, Domain recipient) {
      return matches(message.reversePath(), recipient)
          && matches(message.subject(), message.from());
    }

    /** Whether the rule may be for a message, as far as its envelope tells. */
    public boolean matches(ReversePath from, Domain recipient) {
      return (reversePath == null || reversePath.matches(from))
          && (recipients == null || recipients.matches(recipient));
    }

    boolean matches(String subject, String fromField) {
      return said == null || contains(subject) || contains(fromField);
    }

    private boolean contains(String text) {
      return said != null && text.toLowerCase(Locale.ROOT).contains(said.toLowerCase(Locale.ROOT));
    }

    @Override
    public String text() {
      return "hold"
          + (reversePath == null ? "" : " from " + reversePath)
          + (recipients == null ? "" : " to " + recipients)
          + (said == null ? "" : " with \"" + said + '"');
    }
  }

  /**
   * Nothing is attempted; mail is taken all the same.
   *
   * @param until when it ends by itself; null for when an operator ends it
   */
  record Pause(DomainPattern recipients, @Nullable Instant until) implements FlowRule {
    @Override
    public Kind kind() {
      return Kind.PAUSE;
    }

    @Override
    public String text() {
      return "pause "
          + (recipients.domain() == null ? "everything" : recipients)
          + (until == null ? "" : " until " + until);
    }
  }

  /** How much goes to a destination at the same time and in a minute, from each node. */
  record Limit(DomainPattern recipients, LineLimit most) implements FlowRule {
    @Override
    public Kind kind() {
      return Kind.LIMIT;
    }

    @Override
    public String text() {
      return "limit "
          + recipients
          + (most.connections() == null ? "" : " to " + most.connections() + " at a time")
          + (most.perMinute() == null ? "" : " to " + most.perMinute() + " a minute");
    }
  }

  /**
   * When mail to a destination is tried again.
   *
   * @param failure after which kind of failure; null for every kind
   * @param waits after the first, second, … failed attempt; the last one repeats; not empty
   */
  record Retry(DomainPattern recipients, @Nullable FailureKind failure, List<Duration> waits)
      implements FlowRule {
    /** Copies the list. */
    public Retry {
      waits = List.copyOf(waits);
    }

    @Override
    public Kind kind() {
      return Kind.RETRY;
    }

    @Override
    public String text() {
      return "retry "
          + recipients
          + (failure == null ? "" : " after " + failure)
          + " in "
          + Waits.text(waits);
    }
  }

  /** Where the mail of a destination goes instead of where the settings or the DNS say. */
  record Routing(DomainPattern recipients, NextHops next) implements FlowRule {
    @Override
    public Kind kind() {
      return Kind.ROUTE;
    }

    @Override
    public String text() {
      return "route " + recipients + " by " + next.text();
    }
  }
}
