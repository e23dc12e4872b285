package org.sealpost.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BinaryOperator;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in: the application itself, with a password that is made anew at each start and never
 * leaves the process, and those the application's gate knows. The broker marks each message with
 * the account that sent it ({@code JMSXUserID}). Thread-safe.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {
  /** No account has such a name: an account is an address. */
  static final String APPLICATION = "sealpost";

  private final String password;
  private volatile BinaryOperator<String> gate = BrokerSecurity::nobody;

  BrokerSecurity() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    password = HexFormat.of().formatHex(random);
  }

  /** The application's own password. */
  String password() {
    return password;
  }

  /** See {@link BrokerAccess#accept}. */
  void guardedBy(BinaryOperator<String> signIn) {
    gate = signIn;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String offered,
      RemotingConnection connection,
      String securityDomain) {
    if (user == null || offered == null) {
      return null;
    }
    if (user.equals(APPLICATION)) {
      return isOurs(offered) ? subject(APPLICATION) : null;
    }
    String account = gate.apply(user, offered);
    return account.isEmpty() ? null : subject(account);
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType checkType, String address) {
    String user = getUserFromSubject(subject);
    return user.equals(APPLICATION)
        || (!user.isEmpty() && Destinations.permitsClient(user, checkType, address));
  }

  @Override
  public String getUserFromSubject(@Nullable Subject subject) {
    if (subject == null) {
      return ""; // whoever was refused
    }
    return subject.getPrincipals(UserPrincipal.class).stream()
        .findFirst()
        .map(UserPrincipal::getName)
        .orElse("");
  }

  /** Asked only where a manager knows no subjects. */
  @Override
  public boolean validateUser(@Nullable String user, @Nullable String offered) {
    return false;
  }

  /** Asked only where a manager knows no subjects. */
  @Override
  public boolean validateUserAndRole(
      @Nullable String user, @Nullable String offered, Set<Role> roles, CheckType checkType) {
    return false;
  }

  /** Until the application has said who is let in. */
  private static String nobody(String user, String offered) {
    return "";
  }

  private boolean isOurs(String offered) {
    return MessageDigest.isEqual(
        offered.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
  }

  private static Subject subject(String name) {
    return new Subject(true, Set.of(new UserPrincipal(name)), Set.of(), Set.of());
  }
}
