package org.sealpost.admin;

import org.jspecify.annotations.Nullable;
import org.sealpost.flow.DomainPattern;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.ReversePathPattern;
import org.sealpost.refusal.Refusal;

/**
 * A rule that holds mail back, as an operator asks for it; all that is given has to match.
 *
 * @param reversePath a mailbox, a domain, {@code *.domain} or {@code <>}; empty for any
 * @param recipients a domain or {@code *.domain}; empty for any
 * @param said what the subject or the From field contains; empty for any
 * @param reason compulsory
 */
public record WantedHold(String reversePath, String recipients, String said, String reason) {
  FlowRule.Hold toRule() {
    String text = said.strip();
    return new FlowRule.Hold(path(), pattern(), text.isEmpty() ? null : text);
  }

  private @Nullable ReversePathPattern path() {
    String text = reversePath.strip();
    return text.isEmpty()
        ? null
        : ReversePathPattern.parse(text)
            .orElseThrow(() -> new CommandRefusedException(Refusal.NO_REVERSE_PATH));
  }

  private @Nullable DomainPattern pattern() {
    String text = recipients.strip();
    return text.isEmpty() ? null : WantedPattern.read(text);
  }
}
