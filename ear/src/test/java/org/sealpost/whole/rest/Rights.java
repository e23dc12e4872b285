package org.sealpost.whole.rest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which role may call which operation, as docs/rest.md says it. */
final class Rights {
  /** The roles, the weakest first. */
  enum Role {
    SENDER,
    AUDITOR,
    OPERATOR,
    ADMINISTRATOR
  }

  private static final String EVERYBODY =
      """
      readMe checkDomain listQueue readMessage readContent foreseeRequirement listTokens revokeToken
      """;
  private static final String NOT_SENDERS =
      """
      readDashboard listAudit listBulks readBulk listAlarms readHistory listExceptions readFlow
      listSuppression listMailboxes listMail readMail listHostedDomains readHostedDomain listAccounts
      listAliases readAccount readAlias listNotifications listRoutes listSettings listDnsRecords
      listTlsResults readTlsResults listTlsMessages listReceivedReports readReceivedReport
      listOptOuts readBackup readSubmissionQueues listRejectedSubmissions
      """;
  private static final String NOT_AUDITORS = "sendLetter changeRequirement";
  private static final String OPERATORS =
      """
      actOnQueue cancelBulk noteAlarm addException endException addFlowRule endFlowRule suppress
      unsuppress deleteMail addOptOut removeOptOut applyFlowRule addRoute endRoute
      retrySubmission discardSubmission
      """;
  private static final String AUDITORS = "listUsers readUser";
  private static final String ADMINISTRATORS =
      """
      addAccount deleteAccount addAddress deleteAddress enableAccount generatePassword putAlias
      deleteAlias putHostedDomain deleteHostedDomain makeBackup addUser changeUser deleteUser
      resetPassword
      """;

  /** What is not there in this test: a weaker domain, a result of a session, a bulk that runs. */
  private static final Map<String, Integer> NOT_THERE =
      Map.of("noteAlarm", 422, "readTlsResults", 404, "cancelBulk", 404);

  private final Map<Role, Set<String>> allowed = new EnumMap<>(Role.class);

  Rights() {
    for (Role role : Role.values()) {
      allowed.put(role, new TreeSet<>());
    }
    let(EVERYBODY, Role.values());
    let(NOT_SENDERS, Role.AUDITOR, Role.OPERATOR, Role.ADMINISTRATOR);
    let(NOT_AUDITORS, Role.SENDER, Role.OPERATOR, Role.ADMINISTRATOR);
    let(OPERATORS, Role.OPERATOR, Role.ADMINISTRATOR);
    let(AUDITORS, Role.AUDITOR, Role.ADMINISTRATOR);
    let(ADMINISTRATORS, Role.ADMINISTRATOR);
  }

  private void let(String operations, Role... roles) {
    for (Role role : roles) {
      allowed
          .getOrDefault(role, new TreeSet<>())
          .addAll(Arrays.asList(operations.strip().split("\\s+")));
    }
  }

  /** Every operation that somebody may call. */
  Set<String> operations() {
    Set<String> all = new TreeSet<>();
    allowed.values().forEach(all::addAll);
    return all;
  }

  boolean permits(Role role, String operation) {
    return allowed.getOrDefault(role, Set.of()).contains(operation);
  }

  /** Whether a status is the one to be expected. */
  boolean isRight(Role role, String operation, int status) {
    if (!permits(role, operation)) {
      return status == 403;
    }
    Integer otherwise = new TreeMap<>(NOT_THERE).get(operation);
    return otherwise == null ? status >= 200 && status < 300 : status == otherwise;
  }
}
