package org.sealpost.admin;

import org.jspecify.annotations.Nullable;

/**
 * A setting in force.
 *
 * @param value masked where it is a secret; null where there is no fixed default
 * @param origin {@code FILE}, {@code ENVIRONMENT}, {@code PROPERTY}, {@code SERVER} or {@code
 *     DEFAULT}
 * @param line in the file, 0 where it does not come from there
 * @param place the variable or property, else empty
 * @param effect in English, as in docs/settings.md
 */
public record SettingRow(
    String name, @Nullable String value, String origin, int line, String place, String effect) {}
