package org.sealpost.config;

import org.jspecify.annotations.Nullable;

/**
 * One line of the catalogue: a setting, and everything that the reader, the problem lines and the
 * page {@code docs/settings.md} have to know of it.
 *
 * @param <T> what is made of its text
 * @param name as it stands in the file, for example {@code smtp.relay.port}
 * @param type what its text has to be
 * @param defaultText what is taken where nothing is set; null: there is no fixed default, and the
 *     effect says what happens then
 * @param effect one or two sentences for the operator
 */
record SettingKey<T>(
    String name, SettingType<T> type, @Nullable String defaultText, String effect) {}
