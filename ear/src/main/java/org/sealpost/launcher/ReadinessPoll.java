package org.sealpost.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Asks the application over HTTP until it takes mail, or says that it never will. */
final class ReadinessPoll {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final URI uri;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(ANSWER).proxy(HttpClient.Builder.NO_PROXY).build();

  ReadinessPoll(URI console, InstantSource clock) {
    this.uri = console.resolve("/health/ready");
    this.clock = clock;
  }

  /**
   * Waits.
   *
   * @param patience how long an application may be starting
   * @return where it takes mail, in its own words
   * @throws StartException where it failed, with its words, or is not ready in time
   */
  String await(Duration patience) throws StartException, InterruptedException {
    Instant end = clock.instant().plus(patience);
    while (clock.instant().isBefore(end)) {
      Readiness readiness = ask();
      if (readiness instanceof Readiness.Ready ready) {
        return ready.listeners();
      }
      if (readiness instanceof Readiness.Failed failed) {
        throw new StartException(ExitStatus.SOFTWARE, failed.error());
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new StartException(
        ExitStatus.SOFTWARE,
        "The application is not ready after " + patience.toSeconds() + " seconds.");
  }

  private Readiness ask() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
    try {
      return Readiness.of(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException notYetListening) {
      return new Readiness.Starting();
    }
  }
}
