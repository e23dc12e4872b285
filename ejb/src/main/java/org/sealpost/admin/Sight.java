package org.sealpost.admin;

import jakarta.ejb.SessionContext;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ConsoleAccount;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Role;
import org.sealpost.queue.MessageEntity;
import org.sealpost.refusal.Refusal;

/**
 * Which messages a caller may see: all of them, or those that one mail account handed in. Fails
 * closed: who has no role that sees all, and no mail account, sees none.
 */
final class Sight {
  /** No account has that name. */
  private static final String NOBODY = "";

  /** All messages. */
  static final Sight ALL = new Sight(null);

  private final @Nullable String account;

  private Sight(@Nullable String account) {
    this.account = account;
  }

  /** Those of one mail account only. */
  static Sight ofAccount(String account) {
    return new Sight(account);
  }

  /** What the caller of a bean may see. */
  static Sight of(SessionContext context, ConsoleAccounts accounts) {
    boolean all =
        context.isCallerInRole(Role.Name.ADMINISTRATOR)
            || context.isCallerInRole(Role.Name.OPERATOR)
            || context.isCallerInRole(Role.Name.AUDITOR);
    if (all) {
      return ALL;
    }
    return ofAccount(
        accounts
            .find(context.getCallerPrincipal().getName())
            .map(ConsoleAccount::mailAccount)
            .orElse(NOBODY));
  }

  boolean isOfAll() {
    return account == null;
  }

  /** The account; null for all. */
  @Nullable String account() {
    return account;
  }

  boolean sees(EntityManager em, long messageId) {
    if (account == null) {
      return true;
    }
    MessageEntity message = em.find(MessageEntity.class, messageId);
    return message != null && account.equals(message.account());
  }

  /** Refuses in the same words whether the message is another's or not there. */
  void mustSee(EntityManager em, long messageId) {
    if (!sees(em, messageId)) {
      throw new CommandRefusedException(Refusal.NOT_YOURS);
    }
  }

  /** Those of the messages that are seen. */
  List<Long> seen(EntityManager em, Collection<Long> messageIds) {
    return messageIds.stream().filter(id -> sees(em, id)).toList();
  }
}
