package org.sealpost.command;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a bulk of the server to its end, and tells how far it has come. */
final class Following {
  private static final long LOOK_MILLIS = 500;

  /** So many looks lie between two lines about one that goes on. */
  private static final int LOOKS_A_LINE = 4;

  private final RestClient client;
  private final PrintStream err;

  /**
   * With what goes on told there.
   *
   * @param err for people, not for programs
   */
  Following(RestClient client, PrintStream err) {
    this.client = client;
    this.err = err;
  }

  /** Waits for the end; what the server says of it then. */
  RestClient.Answer toTheEnd(String bulk) throws CommandException {
    for (int looks = 1; ; looks++) {
      RestClient.Answer answer = client.get("bulks/" + bulk, Map.of());
      Map<String, @Nullable Object> progress = answer.object();
      String state = Table.text(progress.get("state"));
      String far = Table.text(progress.get("seen")) + " of " + Table.text(progress.get("total"));
      if (state.equals("DONE")) {
        return answer;
      }
      if (!state.equals("RUNNING")) {
        throw new CommandException(
            ExitCode.NOT_TO_THE_END,
            "It ended after "
                + far
                + " recipients ("
                + state
                + "); what was done stays done: "
                + Table.text(progress.get("changed"))
                + " changed.");
      }
      if (looks % LOOKS_A_LINE == 0) {
        err.println(far + " recipients …");
      }
      pause(bulk);
    }
  }

  private static void pause(String bulk) throws CommandException {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CommandException(
          ExitCode.UNAVAILABLE, "Interrupted; bulk " + bulk + " goes on at the server.");
    }
  }
}
