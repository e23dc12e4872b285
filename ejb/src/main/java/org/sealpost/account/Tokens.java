package org.sealpost.account;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.refusal.Refusal;

/**
 * The tokens with which programs come in, in the transaction of the caller. A token is written
 * {@code sealpost_<id>_<secret>}; only the SHA-256 of the secret is kept. It acts in the name of a
 * user, with some of the user's roles, and never with one that the user has lost since.
 */
public final class Tokens {
  /** The longest life. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern WRITTEN =
      Pattern.compile("sealpost_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
  private static final int ID_OCTETS = 8;
  private static final int SECRET_OCTETS = 32;
  private static final int MOST = 50;
  private static final int MAX_NAME = 64;

  /** Compared with where there is no such token, so that it costs the same. */
  private static final String NO_HASH = "0".repeat(64);

  private final EntityManager em;
  private final Instant now;
  private final SecureRandom random;

  /** At this moment. */
  public Tokens(EntityManager em, Instant now, SecureRandom random) {
    this.em = em;
    this.now = now;
    this.random = random;
  }

  /**
   * Makes a token of a user's.
   *
   * @param roles some of the owner's
   * @throws ChangeRefusedException where the token would not be right
   */
  public MadeToken make(String owner, String name, Set<Role> roles, Instant endsAt) {
    if (name.isBlank() || name.length() > MAX_NAME || !name.chars().allMatch(Tokens::isPlain)) {
      throw new ChangeRefusedException(Refusal.NO_TOKEN_NAME);
    }
    Set<Role> may = user(owner).map(ConsoleAccount::roles).map(Role::grantable).orElse(Set.of());
    if (roles.isEmpty() || !may.containsAll(roles)) {
      throw new ChangeRefusedException(Refusal.NOT_YOUR_ROLE);
    }
    if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(LONGEST))) {
      throw new ChangeRefusedException(Refusal.TOKEN_TOO_LONG);
    }
    if (countInForce(owner) >= MOST) {
      throw new ChangeRefusedException(Refusal.TOO_MANY_TOKENS);
    }
    String id = HexFormat.of().formatHex(octets(ID_OCTETS));
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(octets(SECRET_OCTETS));
    AccessToken token =
        new AccessToken(id, name.strip(), owner, roles, now, endsAt, null, null, null);
    em.persist(new TokenEntity(token, hash(secret)));
    return new MadeToken(token, "sealpost_" + id + "_" + secret);
  }

  /** Whom a text speaks for; empty where it is no token, or none that counts now. */
  public Optional<TokenCaller> verify(String text) {
    Matcher written = WRITTEN.matcher(text);
    boolean shaped = written.matches();
    TokenEntity row = shaped ? em.find(TokenEntity.class, written.group(1)) : null;
    String expected = row == null ? NO_HASH : row.secretHash();
    byte[] shown = hash(shaped ? written.group(2) : "").getBytes(StandardCharsets.US_ASCII);
    boolean right = MessageDigest.isEqual(shown, expected.getBytes(StandardCharsets.US_ASCII));
    if (!right || row == null || !row.toToken().counts(now)) {
      return Optional.empty();
    }
    AccessToken token = row.toToken();
    Set<Role> roles = EnumSet.noneOf(Role.class);
    roles.addAll(token.roles());
    // A user whose password is still the one-time one may do nothing but change it.
    roles.retainAll(
        user(token.owner())
            .filter(owner -> owner.enabled() && !owner.mustChangePassword())
            .map(ConsoleAccount::roles)
            .map(Role::grantable)
            .orElse(Set.of()));
    if (roles.isEmpty()) {
      return Optional.empty();
    }
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    if (!hour.equals(token.lastUsed())) {
      row.used(hour); // once an hour, so that reading with a token writes nothing
    }
    return Optional.of(new TokenCaller(token.owner(), token.name(), roles));
  }

  /**
   * Takes a token back.
   *
   * @param owner whose it has to be; null for anybody's
   * @throws ChangeRefusedException where there is none that counts
   */
  public AccessToken revoke(String id, @Nullable String owner, String by) {
    TokenEntity row = em.find(TokenEntity.class, id);
    boolean there =
        row != null
            && row.toToken().revokedAt() == null
            && (owner == null || row.toToken().owner().equals(owner));
    if (row == null || !there) {
      throw new ChangeRefusedException(Refusal.TOKEN_GONE);
    }
    row.revoke(by, now);
    return row.toToken();
  }

  /** Takes back every token of a user who goes. */
  void revokeAll(String owner, String by) {
    em.createQuery(
            "select t from TokenEntity t where t.owner = :owner and t.revokedAt is null",
            TokenEntity.class)
        .setParameter("owner", owner)
        .getResultList()
        .forEach(row -> row.revoke(by, now));
  }

  /**
   * One page of the tokens, newest first.
   *
   * @param owner whose; null for everybody's
   */
  public List<AccessToken> list(@Nullable String owner, int first, int most) {
    return rows(
        em.createQuery(
                "select t from TokenEntity t where (:owner = '' or t.owner = :owner)"
                    + " order by t.madeAt desc, t.id",
                TokenEntity.class)
            .setParameter("owner", owner == null ? "" : owner)
            .setFirstResult(first),
        most);
  }

  /**
   * The tokens that come after one in that order; none where there is no such token.
   *
   * @param owner whose; null for everybody's
   */
  public List<AccessToken> after(@Nullable String owner, String id, int most) {
    return rows(
        em.createQuery(
                "select t from TokenEntity t, TokenEntity other where other.id = :id"
                    + " and (t.madeAt < other.madeAt or (t.madeAt = other.madeAt and t.id > other.id))"
                    + " and (:owner = '' or (t.owner = :owner and other.owner = :owner))"
                    + " order by t.madeAt desc, t.id",
                TokenEntity.class)
            .setParameter("owner", owner == null ? "" : owner)
            .setParameter("id", id),
        most);
  }

  /** How many there are of an owner; null for everybody's. */
  public long count(@Nullable String owner) {
    return em.createQuery(
            "select count(t) from TokenEntity t where (:owner = '' or t.owner = :owner)",
            Long.class)
        .setParameter("owner", owner == null ? "" : owner)
        .getSingleResult();
  }

  private static List<AccessToken> rows(TypedQuery<TokenEntity> query, int most) {
    return query.setMaxResults(most).getResultStream().map(TokenEntity::toToken).toList();
  }

  private long countInForce(String owner) {
    return em.createQuery(
            "select count(t) from TokenEntity t where t.owner = :owner"
                + " and t.revokedAt is null and t.endsAt > :now",
            Long.class)
        .setParameter("owner", owner)
        .setParameter("now", now.toEpochMilli())
        .getSingleResult();
  }

  private Optional<ConsoleAccount> user(String name) {
    return new Accounts(em).find(name);
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c != 0x7f;
  }

  private static String hash(String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("the Java runtime lacks SHA-256", missing);
    }
  }
}
