package org.sealpost.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Our own mail data failed us in the middle of a transaction, not the peer. */
final class UnreadableContentException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableContentException(String message, @Nullable IOException cause) {
    super(message, cause);
  }
}
