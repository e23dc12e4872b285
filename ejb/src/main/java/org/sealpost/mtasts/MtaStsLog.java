package org.sealpost.mtasts;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/**
 * The messages of MTA-STS. Ids are never used for something else.
 *
 * <ul>
 *   <li>MTA-3301 (INFO): a policy was fetched.
 *   <li>MTA-3302 (WARNING): a policy that is in use could not be fetched anew; it counts until it
 *       expires. Tell the domain's postmaster, or look at the way to its Policy Host.
 *   <li>MTA-3303 (INFO): a policy is announced and could not be fetched; there is none to keep to.
 *   <li>MTA-3304 (WARNING): a round of refreshing failed; look at the database.
 * </ul>
 */
final class MtaStsLog {
  private static final System.Logger LOGGER = System.getLogger("org.sealpost.mtasts");

  private MtaStsLog() {}

  static void fetched(Domain domain, Held held) {
    LOGGER.log(
        Level.INFO,
        "MTA-3301 policy domain={0} id={1} mode={2} expires={3}",
        domain,
        held.id(),
        held.policy().mode().text(),
        held.expires());
  }

  static void failed(Domain domain, Failure failure, @Nullable Held live) {
    // RFC 8461 §3.3: administrators are told, unless the cached policy's mode is none.
    if (live != null && live.policy().mode() != PolicyMode.NONE) {
      LOGGER.log(
          Level.WARNING,
          "MTA-3302 not refreshed domain={0} id={1} mode={2} expires={3} reason=\"{4}\"",
          domain,
          failure.id(),
          live.policy().mode().text(),
          live.expires(),
          failure.error().replace('"', '\''));
    } else {
      LOGGER.log(
          Level.INFO,
          "MTA-3303 unavailable domain={0} id={1} reason=\"{2}\"",
          domain,
          failure.id(),
          failure.error().replace('"', '\''));
    }
  }

  static void roundFailed(RuntimeException failure) {
    LOGGER.log(Level.WARNING, "MTA-3304 the refresh of policies failed", failure);
  }
}
