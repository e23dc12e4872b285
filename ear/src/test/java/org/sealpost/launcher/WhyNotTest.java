package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WhyNotTest {
  @Test
  void saysWhatTheApplicationSaid() {
    Exception own = new IllegalStateException("tls.key = k.pem cannot be read");
    assertThat(WhyNot.text(new RuntimeException("wrapped", new RuntimeException(own)), "failed"))
        .isEqualTo("tls.key = k.pem cannot be read");
  }

  @Test
  void takesTheServersOwnWordsAway() {
    assertThat(
            WhyNot.text(
                null,
                "PlainTextActionReporterFAILUREDescription: deploy AdminCommandError occurred"
                    + " during deployment: Exception while loading the app [sealpost] : no room."
                    + " Please see server.log for more details.\nmore"))
        .isEqualTo("no room.");
    assertThat(WhyNot.text(null, null)).isEqualTo("no reason given");
  }

  @Test
  void namesTheSettingsOfADatabaseThatIsNotThere() {
    String pool =
        "Exception [EclipseLink-4002]: DatabaseException\nInternal Exception: SQLException: Error in"
            + " allocating a connection. Cause: Connection could not be allocated because:"
            + " Connection to 127.0.0.1:1 refused.\nError Code: 0";
    assertThat(WhyNot.text(new RuntimeException(pool), null))
        .isEqualTo(
            "the database cannot be reached (database.url, .user, .password-file): Connection to"
                + " 127.0.0.1:1 refused.");
  }
}
