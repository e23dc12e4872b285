package org.sealpost.smtp;

import org.jspecify.annotations.Nullable;

/**
 * What MAIL said about notifications (RFC 3461 §4.3, §4.4).
 *
 * @param returned {@code RET=}, null where it was left out
 * @param envelopeId {@code ENVID=}, null where it was left out
 */
public record DsnEnvelope(@Nullable DsnReturn returned, @Nullable Xtext envelopeId) {
  /** Nothing was said. */
  public static final DsnEnvelope NONE = new DsnEnvelope(null, null);
}
