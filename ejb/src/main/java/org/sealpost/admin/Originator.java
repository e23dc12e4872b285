package org.sealpost.admin;

import jakarta.enterprise.context.ContextNotActiveException;
import org.jspecify.annotations.Nullable;

/**
 * Who began something that goes on after their request has been answered; the lines it writes to
 * the audit log name them and their door all the same.
 *
 * @param token the name of their token; null where they had none
 */
public record Originator(String name, Door door, @Nullable String token) {
  /** Of the request that is being answered; through {@link Door#SERVER} where there is none. */
  static Originator of(String name, Entrance entrance) {
    try {
      return new Originator(name, entrance.door(), entrance.token());
    } catch (ContextNotActiveException noRequest) {
      return new Originator(name, Door.SERVER, null);
    }
  }
}
