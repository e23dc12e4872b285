package org.sealpost.launcher;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the application says of itself in the readiness check named {@code smtp}. */
sealed interface Readiness {
  /** Name of the check. */
  String CHECK = "smtp";

  /**
   * It takes mail.
   *
   * @param listeners where, in its own words
   */
  record Ready(String listeners) implements Readiness {}

  /**
   * It will never take mail.
   *
   * @param error one sentence for the operator
   */
  record Failed(String error) implements Readiness {}

  /** It is not ready yet, or says nothing of itself yet. */
  record Starting() implements Readiness {}

  /**
   * Reads the answer of {@code /health/ready} (MicroProfile Health 4.0 §3: {@code checks} with
   * {@code name}, {@code status} and {@code data}).
   */
  static Readiness of(String answer) {
    return Json.readObject(answer)
        .flatMap(Readiness::check)
        .map(Readiness::of)
        .orElse(new Starting());
  }

  private static Readiness of(Map<?, ?> check) {
    Map<?, ?> data = check.get("data") instanceof Map<?, ?> map ? map : Map.of();
    @Nullable Object error = data.get("error");
    if (error != null) {
      return new Failed(error.toString());
    }
    boolean up = Objects.equals(check.get("status"), "UP");
    return up
        ? new Ready(Objects.requireNonNullElse(data.get("listeners"), "").toString())
        : new Starting();
  }

  private static Optional<Map<?, ?>> check(Map<String, @Nullable Object> answer) {
    List<?> checks = answer.get("checks") instanceof List<?> list ? list : List.of();
    for (Object check : checks) {
      if (check instanceof Map<?, ?> map && Objects.equals(map.get("name"), CHECK)) {
        return Optional.of(map);
      }
    }
    return Optional.empty();
  }
}
