package org.sealpost.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/**
 * A {@link QueueFilter} as the database is asked.
 *
 * @param states at least one
 * @param domain null for any
 * @param requirement null for any
 * @param account whose messages, null for everybody's
 * @param text a pattern for {@code like} with {@code !} before what stands for itself; null for any
 */
record QueueConditions(
    List<RecipientState> states,
    @Nullable String domain,
    @Nullable TlsRequirement requirement,
    @Nullable String account,
    @Nullable String text) {
  static QueueConditions of(QueueFilter filter, Sight sight) {
    String domain = given(filter.domain());
    String text = given(filter.text());
    return new QueueConditions(
        states(filter),
        domain.isEmpty() ? null : Domain.parse(domain).map(Domain::name).orElse(domain),
        filter.requirement(),
        sight.account(),
        text.isEmpty() ? null : "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
  }

  private static List<RecipientState> states(QueueFilter filter) {
    RecipientState wanted = filter.state();
    return Arrays.stream(RecipientState.values())
        .filter(
            state ->
                wanted == null ? !(filter.unfinishedOnly() && state.isFinished()) : state == wanted)
        .toList();
  }

  /** Whether something of the message counts. */
  boolean needMessage() {
    return requirement != null || account != null || text != null;
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
