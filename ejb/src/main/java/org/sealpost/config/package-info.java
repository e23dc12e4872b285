/**
 * The settings: one file, {@code sealpost.properties} in the data directory, overridden by
 * environment variables ({@code SEALPOST_SMTP_RELAY_PORT}) and system properties ({@code
 * sealpost.smtp.relay.port}).
 *
 * <p>{@link org.sealpost.config.Settings} is what the rest of the program sees: read and checked
 * once at the start, handed to constructors, never looked up again. A wrong value stops the start
 * with the key, the value and what would be right. This package imports nothing but {@code java.*}
 * and the address types of {@code org.sealpost.smtp}, because the launcher checks the settings with
 * it before the server is there.
 */
@NullMarked
package org.sealpost.config;

import org.jspecify.annotations.NullMarked;
