package org.sealpost.admin;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** By which door, and with which token, the request that is being answered came in. */
@RequestScoped
public class Entrance {
  private Door door = Door.SERVER;
  private @Nullable String token;

  /**
   * Somebody came in.
   *
   * @param token the name of their token; null where they have none
   */
  public void enter(Door through, @Nullable String token) {
    this.door = through;
    this.token = token;
  }

  /** The door; {@link Door#SERVER} outside of every request. */
  public Door door() {
    return door;
  }

  /** The name of the token; null where there was none. */
  public @Nullable String token() {
    return token;
  }
}
