package org.sealpost.tlsrpt;

import java.time.Instant;

/**
 * One row of {@link OptOuts}.
 *
 * @param subject a domain, or a place, in lower case
 * @param madeBy which operator laid it down
 */
public record OptOut(long id, OptOuts.Kind kind, String subject, String madeBy, Instant madeAt) {}
