package org.sealpost.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Mailbox;

/** Where mail for an address goes, as far as this server decides that. */
public sealed interface Destination {
  /** Its domain is not hosted here. */
  record Remote() implements Destination {}

  /**
   * A mailbox here.
   *
   * @param mailbox the mailbox's name: the account, or the address itself where it has none
   * @param account whose mailbox, null where it is nobody's
   */
  record Local(Mailbox mailbox, @Nullable String account) implements Destination {}

  /**
   * An alias (RFC 5321 §3.9.1).
   *
   * @param alias the address that was looked up, in its comparable form
   * @param targets where the copies go, all aliases among them resolved; at least one, none twice
   */
  record Forwarded(Mailbox alias, List<Mailbox> targets) implements Destination {
    /** Copies the list. */
    public Forwarded {
      targets = List.copyOf(targets);
    }
  }

  /** The domain is hosted here, and there is no such local-part. */
  record Unknown() implements Destination {}

  /** The domain or the account is disabled. */
  record Disabled() implements Destination {}

  /** An alias that leads to nothing but itself. */
  record Circle() implements Destination {}
}
