package org.sealpost.exceptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * An exception that somebody wants to make; {@link ExceptionTable#add} looks whether it is right.
 *
 * @param pin only for {@link ExceptionKind#PIN_KEY}: SHA-256 of the SubjectPublicKeyInfo in
 *     lower-case hex
 * @param reason at most 1,000 characters
 * @param endsAt null for no end
 */
public record NewException(
    Domain domain,
    ExceptionKind kind,
    @Nullable String pin,
    String reason,
    @Nullable Instant endsAt) {}
