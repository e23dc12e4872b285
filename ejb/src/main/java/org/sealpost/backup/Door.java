package org.sealpost.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * How a command of this machine asks a running server for a back-up: by a file in the data
 * directory, which nobody but its owner can write. The server looks once a second.
 */
public final class Door {
  /** What the names of its files begin with. */
  static final String FILES = "backup.";

  /** A wish: its id and the directory. */
  static final String REQUEST = FILES + "request";

  /** What came of it: the id, {@code made} or {@code refused}, and a sentence. */
  static final String ANSWER = FILES + "answer";

  private static final long LOOK_MILLIS = 200;
  private static final String MADE = "made";

  private final Path data;

  /** The door of this data directory. */
  public Door(Path data) {
    this.data = data;
  }

  /** What is asked for. */
  public record Wish(String id, Path directory) {}

  /**
   * What came of it.
   *
   * @param text one sentence for the operator
   */
  public record Answer(boolean made, String text) {}

  /** The server's side: the wish that lies there, taken away; empty where there is none. */
  public Optional<Wish> take() throws IOException {
    Path file = data.resolve(REQUEST);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(new Wish(lines.get(0), Path.of(lines.get(1))));
  }

  /** The server's side: tells what came of a wish. */
  public void answer(Wish wish, Answer answer) throws IOException {
    write(ANSWER, List.of(wish.id(), answer.made() ? MADE : "refused", answer.text()));
  }

  /**
   * The command's side: asks, and waits.
   *
   * @param pickedUp how long to wait until the server has seen it; the copy itself may take longer
   * @param running whether the server still runs
   * @return empty where nobody has looked, or the server is gone
   */
  public Optional<Answer> ask(Path directory, Duration pickedUp, BooleanSupplier running)
      throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    Files.deleteIfExists(data.resolve(ANSWER));
    write(REQUEST, List.of(id, directory.toString()));
    Instant end = Instant.now().plus(pickedUp);
    while (true) {
      Optional<Answer> answer = read(id);
      if (answer.isPresent()) {
        Files.deleteIfExists(data.resolve(ANSWER));
        return answer;
      }
      boolean waiting = Files.exists(data.resolve(REQUEST));
      boolean late = waiting && Instant.now().isAfter(end);
      if ((late || !running.getAsBoolean()) && read(id).isEmpty()) {
        Files.deleteIfExists(data.resolve(REQUEST));
        return Optional.empty();
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Optional<Answer> read(String id) throws IOException {
    Path file = data.resolve(ANSWER);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() < 3 || !lines.get(0).equals(id)) {
      return Optional.empty();
    }
    return Optional.of(new Answer(lines.get(1).equals(MADE), lines.get(2)));
  }

  private void write(String name, List<String> lines) throws IOException {
    Path unfinished = data.resolve(name + ".new");
    Files.write(unfinished, lines, StandardCharsets.UTF_8);
    Files.move(unfinished, data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
