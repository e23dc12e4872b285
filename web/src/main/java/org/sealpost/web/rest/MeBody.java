package org.sealpost.web.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a token speaks for. */
public record MeBody(String user, @Nullable String token, List<String> roles) {
  /** Copies the list. */
  public MeBody {
    roles = List.copyOf(roles);
  }
}
