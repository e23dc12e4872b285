package org.sealpost.refusal;

import java.text.MessageFormat;
import java.util.Locale;
import org.sealpost.config.RouteFault;

/**
 * A reason why something was not done. The console has the same sentence in each of its languages
 * under {@code refusal.} and the name.
 */
public enum Refusal {
  // Of more than one kind.
  REASON_MISSING("This needs a reason."),
  END_PASSED("The end lies in the past."),
  NO_ADDRESS("“{0}” is no address."),
  NO_MAIL_ADDRESS("That is no mail address."),
  GONE("{0} is no longer there."),

  // Messages and their recipients.
  TIME_PASSED("That time has passed."),
  TIME_TOO_FAR("That is more than a year away."),
  NO_TIME("This is no time."),
  NO_ACTION("No such action."),
  NO_REQUIREMENT("No such requirement."),
  WEAKENING_WITHOUT_REASON("Weakening the protection of a message needs a reason."),
  WEAKENING_BY_SENDER(
      "A sender can ask for more protection, not for less; an operator can weaken it."),
  NOT_YOURS("There is no such message of yours."),
  NO_ROUTE_OF_A_MESSAGE(
      "This is no route: mx, or smtp://host:port with tls= and verify= as in the settings,"
          + " without user= and trusted=."),
  NEWEST_FIRST_ONLY(
      "More than {0} recipients can only be listed newest first: leave sort and order out, or"
          + " narrow the filter."),
  OTHER_COUNT("{0} recipients match now, {1} were counted."),
  TOO_MANY_BULKS("So many bulks are running already: {0}"),
  ANSWER_TOO_LONG("The answer would be too long to be kept for a repetition."),

  // Messages that are handed in.
  NO_ACCOUNT_TO_SEND(
      "No mail account is set in whose name you send; an administrator sets it on the page of"
          + " users."),
  NUMBER_OF_RECIPIENTS("A message has between 1 and {0} recipients."),
  NO_ADDRESS_IN_FIELD("{0}: “{1}” is no address."),
  SEVERAL_ADDRESSES_IN_FIELD("{0}: “{1}” is not one address."),
  SUBJECT_OF_SEVERAL_LINES("The subject is one line without control characters."),
  UNWRITABLE("The message cannot be written: {0}"),

  // Rules for the flow of mail.
  NO_DESTINATION("A destination is a domain, *.domain, .domain for both, or * for all."),
  NO_REVERSE_PATH("The reverse-path is a mailbox, a domain, *.domain or <>."),
  NO_WAITS("The waits are, for example, 5m, 15m, 1h: from 1s to 7d, at most 50."),
  NO_KIND_OF_FAILURE("Choose a kind of failure."),
  RULE_THERE("That is laid down already."),
  RULE_ENDED("That rule has ended already."),
  ONLY_A_HOLD("Only a rule that holds mail back can do so."),
  ONLY_WAITS("Only a rule about waits can do so."),
  NOT_TO_BE_APPLIED("Only holds and waits can be applied so."),
  HOLD_OF_NOTHING("A rule that holds mail back has to say which."),
  TEXT_TOO_LONG("The text to look for has at most {0} characters."),
  PAUSE_PASSED("A pause ends in the future."),
  PAUSE_TOO_LONG("A pause that ends by itself lasts a year at most."),
  LIMIT_OF_NOTHING("A limit needs a number."),
  LIMIT_AT_A_TIME("At the same time there are 1 to {0}; to send nothing, pause."),
  LIMIT_A_MINUTE("In a minute there are 1 to {0}; to send nothing, pause."),
  NO_SERVERS("A route needs its servers, or mx for the MX records."),
  TOO_MANY_SERVERS("A route has at most {0} servers."),
  ROUTE_OF_THE_SETTINGS(
      "A route with user= or trusted= can only be laid down in the settings file."),
  NEVER_SUPPRESSED("postmaster and abuse are always written to."),
  HOSTED_SO_NOT_SUPPRESSED("{0} is hosted here: disable the account instead."),
  NOT_SUPPRESSED("That address is not on the list."),

  // What is no route.
  ROUTE_MALFORMED(noRoute(RouteFault.MALFORMED)),
  ROUTE_FINGERPRINT_ALONE(noRoute(RouteFault.FINGERPRINT_ALONE)),
  ROUTE_FINGERPRINT_FORM(noRoute(RouteFault.FINGERPRINT_FORM)),
  ROUTE_DANE_OF_ADDRESS(noRoute(RouteFault.DANE_OF_ADDRESS)),
  ROUTE_LOGIN_HALF(noRoute(RouteFault.LOGIN_HALF)),
  ROUTE_LOGIN_UNVERIFIED(noRoute(RouteFault.LOGIN_UNVERIFIED)),
  ROUTE_LOGIN_EMPTY(noRoute(RouteFault.LOGIN_EMPTY)),
  ROUTE_TRUSTED_ELSEWHERE(noRoute(RouteFault.TRUSTED_ELSEWHERE)),

  // Exceptions for a domain, and what was seen of it.
  NO_KIND_OF_EXCEPTION("Choose what is to be laid down."),
  EXCEPTION_THERE("That is laid down already; end it first to change it."),
  EXCEPTION_ENDED("That exception has ended already."),
  EXCEPTION_TOO_LONG("What protects mail less has to have an end, at most {0} days from now."),
  NO_PIN("A pinned key is the SHA-256 of its SubjectPublicKeyInfo: 64 hexadecimal digits."),
  HOSTED_SO_NO_SERVER("{0} is hosted here: its mail goes to no other server."),
  ALARM_NOTED("Somebody has taken note of that alarm already."),
  NO_OPT_OUT("That is no domain or place for reports, or it is on the list already."),
  NOT_OPTED_OUT("It is not on the list any more."),
  NO_KIND_OF_OPT_OUT("Choose a domain or a place."),

  // Domains, accounts and aliases.
  DOMAIN_THERE("{0} is already here."),
  DOMAIN_NOT_HERE("{0} is not among the domains here; add it first."),
  DOMAIN_OF_THE_SETTINGS("{0} stands in the setting local.domains; take it out there first."),
  DOMAIN_IN_USE("There still are accounts or aliases at this domain."),
  ADDRESS_LITERAL("An address literal is no domain."),
  NO_SEPARATOR("The separator is nothing, or one of + - _ = # ~ !"),
  TWINS("Two addresses differ from {0} by case only."),
  ADDRESS_THERE("There already is an address {0}."),
  NOT_ITS_ADDRESS("The account has no such address."),
  ADDRESS_OF_ITS_NAME("An account keeps the address it is named after."),
  NO_FINGERPRINT("A fingerprint is SHA-256: 64 hexadecimal digits, with or without colons."),
  CERTIFICATE_OF_ANOTHER("That certificate belongs to {0}."),
  ALIAS_TO_ITSELF("An alias cannot lead to itself."),
  NUMBER_OF_TARGETS("An alias needs between 1 and {0} addresses it leads to."),

  // Passwords, users and tokens.
  PASSWORD_WRONG("The old password is not right."),
  PASSWORD_UNCHANGED("The new password is the same as the old one."),
  PASSWORD_LENGTH("The password needs between {0} and {1} characters."),
  PASSWORD_CHARACTERS("The password has characters nobody can type."),
  NO_USER_NAME(
      "A name has 1 to 64 letters, digits or . _ @ + - and begins with a letter or digit."),
  USER_THERE("There already is a user {0}."),
  USER_GONE("The user {0} is no longer there."),
  LAST_ADMINISTRATOR("{0} is the last administrator who can sign in; make another one first."),
  NO_ROLE("A user needs a role."),
  NO_MAIL_ACCOUNT("There is no mail account {0}; make it first."),
  NO_TOKEN_NAME("A token needs a name of 1 to 64 printable characters."),
  NOT_YOUR_ROLE("Choose at least one role, of those that you have yourself."),
  TOKEN_TOO_LONG("A token ends between now and 366 days from now."),
  TOO_MANY_TOKENS("There are 50 tokens already; revoke one first."),
  TOKEN_GONE("There is no such token, or it is revoked already."),

  // Back-ups.
  NO_BACKUP_DIRECTORY("The setting backup.directory does not say where back-ups go."),
  BACKUP_RUNS("A back-up is being made already; wait for its end.");

  private final String pattern;

  Refusal(String pattern) {
    this.pattern = pattern;
  }

  private static String noRoute(RouteFault fault) {
    return "{0} is no route: " + fault.text().replace("'", "''") + ".";
  }

  /** That a text, which is the value, is no route. */
  public static Refusal of(RouteFault fault) {
    return valueOf("ROUTE_" + fault.name());
  }

  /** The English sentence, as a pattern of {@link MessageFormat}. */
  public String pattern() {
    return pattern;
  }

  /** The English sentence with its values; numbers are written for programs, not grouped. */
  String sentence(Object[] values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = String.valueOf(values[i]);
    }
    return new MessageFormat(pattern, Locale.ROOT).format(texts);
  }
}
