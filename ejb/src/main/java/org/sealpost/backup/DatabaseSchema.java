package org.sealpost.backup;

import java.util.List;

/**
 * How far a database has come.
 *
 * @param version of the change that was made last, or {@code unknown}
 * @param changes the files of all changes that were made; empty where they are unknown
 */
public record DatabaseSchema(String version, List<String> changes) {
  /** Nothing is known of it. */
  static final DatabaseSchema UNKNOWN = new DatabaseSchema("unknown", List.of());

  private static final List<String> DIRECTORIES = List.of("/db/common/", "/db/derby/");

  /** Copies the list. */
  public DatabaseSchema {
    changes = List.copyOf(changes);
  }

  /** Those of its changes that this program does not know: a newer release made them. */
  List<String> unknownHere() {
    return changes.stream().filter(file -> !isKnown(file)).toList();
  }

  private static boolean isKnown(String file) {
    return file.matches("[A-Za-z0-9_.]+")
        && DIRECTORIES.stream()
            .anyMatch(each -> DatabaseSchema.class.getResource(each + file) != null);
  }
}
