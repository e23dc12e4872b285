package org.sealpost.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of the {@link SettingCatalogue} for the database. */
final class DatabaseCatalogue {
  /** Of the driver: one or more hosts, a database, parameters. */
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://[^\\s/?#]+/[^\\s/?#]+(\\?\\S*)?");

  static final SettingKey<String> ADDRESS =
      new SettingKey<>(
          "database.url",
          new SettingType<>(
              "JDBC URL",
              "a URL like jdbc:postgresql://host:5432/database, without user and password",
              "jdbc:postgresql://db.example.org:5432/sealpost",
              text -> Optional.of(text).filter(DatabaseCatalogue::isUsable)),
          null,
          "PostgreSQL (tested with release 15) that holds queue, mailboxes, accounts and the audit log"
              + " instead of the embedded database; the database there has to exist and belong to"
              + " the user, the tables are made at the start. It has to allow 105 connections from"
              + " each node. Parameters of the driver may follow, `?sslmode=verify-full` for"
              + " example. Default: the embedded database, `database` in the data directory. On"
              + " Payara Server only the file, the environment and system properties count.");
  static final SettingKey<String> USER =
      new SettingKey<>(
          "database.user",
          SettingTypes.text("a name", "sealpost"),
          "sealpost",
          "As whom to sign in at `database.url`.");
  static final SettingKey<Path> PASSWORD_FILE =
      new SettingKey<>(
          "database.password-file",
          SettingTypes.file("whose first line is the password", "database-password"),
          null,
          "Password for that, read for each start. Default: none.");

  private DatabaseCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(ADDRESS, USER, PASSWORD_FILE);
  }

  static DatabaseSettings read(SettingValues values, @Nullable Path passwordFile) {
    @Nullable String url = values.value(ADDRESS);
    return new DatabaseSettings(url, values.value(USER, ""), passwordFile);
  }

  /** A password in it would stand on the page of settings. */
  private static boolean isUsable(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return URL.matcher(url).matches()
        && !lower.contains("password=")
        && !lower.contains("user=")
        && !url.contains("@");
  }
}
