package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;
import org.sealpost.delivery.DryRun;
import org.sealpost.delivery.Outlook;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/**
 * Foretells what another requirement would mean for queued messages (tls-policy §6). The questions
 * to other servers are asked in no transaction; in all they take up to about 20 seconds.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class RequirementForesight {
  @PersistenceContext private EntityManager em;

  @Resource private SessionContext context;

  @EJB private ConsoleAccounts accounts;

  @EJB private WaitingMail mail;

  @Inject private DryRun dryRun;

  @Inject private Directory directory;

  /** For one message. */
  public Foresight ofMessage(long messageId) {
    return of(List.of(messageId));
  }

  /** For the messages that recipients belong to, at most 500 of them. */
  public Foresight ofRecipients(Collection<Long> recipientIds) {
    return recipientIds.isEmpty() ? of(List.of()) : of(mail.messagesOf(recipientIds));
  }

  /** For everything a bulk is about. */
  @RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
  public Foresight ofScope(BulkScope scope) {
    Predicate<Domain> here = domain -> directory.current().hosts(domain);
    WaitingMail.Many many = mail.many(scope);
    Foreteller foreteller = new Foreteller(many.parts(), here);
    Optional<Map<Domain, Outlook>> outlooks = dryRun.tryRun(foreteller.toAsk());
    return foreteller.tell(many.messages(), many.requirements(), outlooks);
  }

  private Foresight of(Collection<Long> asked) {
    List<Long> messageIds = Sight.of(context, accounts).seen(em, asked);
    if (messageIds.isEmpty()) {
      return new Foresight(0, List.of(), false, List.of(), 0);
    }
    List<TlsRequirement> now = mail.requirements(messageIds);
    Predicate<Domain> here = domain -> directory.current().hosts(domain);
    Foreteller foreteller = new Foreteller(mail.parts(messageIds), here);
    Optional<Map<Domain, Outlook>> outlooks = dryRun.tryRun(foreteller.toAsk());
    return foreteller.tell(messageIds.size(), now, outlooks);
  }
}
