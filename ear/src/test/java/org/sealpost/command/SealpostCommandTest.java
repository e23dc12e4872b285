package org.sealpost.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.command.FakeServer.Asked;
import org.sealpost.command.FakeServer.Ended;

/** What is asked for each word, what is said, and how it ends. */
final class SealpostCommandTest {
  private FakeServer server;

  @BeforeEach
  void open() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry 17 18|{'action':'RETRY','recipients':[17,18],'dryRun':false}",
        "hold 17|{'action':'HOLD','recipients':[17],'dryRun':false}",
        "release 17|{'action':'RELEASE','recipients':[17],'dryRun':false}",
        "delete 17 --reason spam|{'action':'DELETE','recipients':[17],'reason':'spam','dryRun':false}",
        "fail --domain a.example --reason r"
            + "|{'action':'FAIL','filter':{'domain':'a.example'},'reason':'r','dryRun':false}",
        "retry --all --dry-run|{'action':'RETRY','filter':{},'dryRun':true}",
        "hold --state DEFERRED --text x"
            + "|{'action':'HOLD','filter':{'state':'DEFERRED','text':'x'},'dryRun':false}",
        "prioritise URGENT 17"
            + "|{'action':'PRIORITISE','recipients':[17],'dryRun':false,'urgency':'URGENT'}",
        "schedule 2030-01-31T08:00:00Z 17"
            + "|{'action':'SCHEDULE','recipients':[17],'dryRun':false,"
            + "'notBefore':'2030-01-31T08:00:00Z'}",
        "route mx 17|{'action':'CHANGE_ROUTE','recipients':[17],'dryRun':false,'route':'mx'}",
        "requiretls required 17 --no-retry|{'action':'CHANGE_REQUIREMENT','recipients':[17],"
            + "'dryRun':false,'requirement':'REQUIRED','retryNow':false}"
      })
  void eachWordOfTheQueueAsksForItsAction(String words, String body) {
    server.says(200, "{\"matched\":2,\"changed\":1,\"dryRun\":false}");
    Ended ended = server.run(("queue " + words).split(" ", -1));
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(server.asked())
        .extracting(Asked::toString)
        .containsExactly("POST /api/v1/queue/actions " + body.replace('\'', '"'));
    assertThat(server.asked().get(0).token()).isEqualTo("Bearer secret");
    assertThat(server.asked().get(0).key()).matches("[0-9a-f-]{36}");
    String changed = words.contains("--dry-run") ? "nothing changed" : "1 changed";
    assertThat(ended.out()).isEqualTo("2 recipients, " + changed + ".\n");
  }

  @Test
  void anEmptyRouteIsThatOfTheSettings() {
    server.says(200, "{\"matched\":1,\"changed\":1}");
    assertThat(server.run("queue", "route", "", "17").status()).isZero();
    assertThat(server.asked().get(0).body()).contains("\"route\":\"\"");
  }

  @Test
  void whatAFilterLetsThroughIsFollowedToItsEnd() {
    server
        .says(202, "{\"bulk\":1795000000001,\"matched\":5000}")
        .says(200, "{\"state\":\"RUNNING\",\"seen\":500,\"total\":5000,\"changed\":500}")
        .says(200, "{\"state\":\"DONE\",\"seen\":5000,\"total\":5000,\"changed\":4999}");
    Ended ended = server.run("queue", "retry", "--domain", "a.example");
    assertThat(ended).isEqualTo(new Ended(0, "5000 recipients, 4999 changed.\n", ""));
    assertThat(server.asked())
        .extracting(Asked::path)
        .endsWith("/api/v1/bulks/1795000000001", "/api/v1/bulks/1795000000001");
  }

  @Test
  void itSaysHowFarItIsToPeopleOnly() {
    server.says(202, "{\"bulk\":7,\"matched\":5000}");
    for (int i = 0; i < 4; i++) {
      server.says(200, "{\"state\":\"RUNNING\",\"seen\":500,\"total\":5000,\"changed\":500}");
    }
    server.says(200, "{\"state\":\"DONE\",\"changed\":1}");
    Ended ended = server.run("queue", "retry", "--all", "--json");
    assertThat(ended)
        .isEqualTo(
            new Ended(0, "{\"state\":\"DONE\",\"changed\":1}\n", "500 of 5000 recipients …\n"));
  }

  @Test
  void withoutWaitingItSaysHowToLook() {
    server.says(202, "{\"bulk\":7,\"matched\":5000}");
    Ended ended = server.run("queue", "retry", "--all", "--no-wait");
    assertThat(ended.out()).isEqualTo("5000 recipients; bulk 7 goes on.\n");
    server.says(200, "{\"items\":[{\"id\":7,\"state\":\"RUNNING\",\"action\":\"retry\"}]}");
    assertThat(server.run("queue", "bulks").out()).contains("7", "RUNNING", "retry");
    server.says(204, "");
    assertThat(server.run("queue", "cancel", "7")).isEqualTo(new Ended(0, "", ""));
    assertThat(server.asked()).extracting(Asked::path).endsWith("/api/v1/bulks/7/cancel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANCELLED", "BROKEN"})
  void whatEndedEarlyIsNoSuccess(String state) {
    server
        .says(202, "{\"bulk\":7,\"matched\":5000}")
        .says(200, "{\"state\":\"" + state + "\",\"seen\":500,\"total\":5000,\"changed\":9}");
    Ended ended = server.run("queue", "retry", "--all");
    assertThat(ended.status()).isEqualTo(75);
    assertThat(ended.err()).contains("500 of 5000", state, "9 changed");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aListIsReadPageByPageAlsoWhereOneIsEmpty() {
    String row = "{\"recipientId\":17,\"queueId\":\"2X\",\"forwardPath\":\"a\\u001b[31m@b\"}";
    server
        .says(200, "{\"items\":[],\"next\":\"one\"}")
        .says(200, "{\"items\":[" + row + "],\"next\":\"two\"}")
        .says(200, "{\"items\":[" + row + "]}");
    Ended ended = server.run("queue", "list", "--sort", "DOMAIN", "--limit", "300");
    assertThat(ended.out().lines()).hasSize(3).element(1).asString().contains("a?[31m@b");
    assertThat(server.asked())
        .extracting(Asked::path)
        .containsExactly(
            "/api/v1/queue?unfinished=true&sort=DOMAIN&limit=200",
            "/api/v1/queue?unfinished=true&sort=DOMAIN&limit=200&cursor=one",
            "/api/v1/queue?unfinished=true&sort=DOMAIN&limit=200&cursor=two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "queue",
        "queue jump",
        "queue show",
        "queue show A B",
        "queue hold",
        "queue hold 17 --all",
        "queue hold seventeen",
        "queue hold 17 --doman x",
        "queue hold 17 --domain",
        "queue list --limit 0",
        "queue list --limit many",
        "queue prioritise",
        "queue prioritise URGENT",
        "queue schedule 17",
        "queue route",
        "queue requiretls",
        "queue cancel",
        "queue cancel 1 2",
        "domain",
        "domain check",
        "domain check a b",
        "send",
        "send --to x@y",
        "send --from a@b",
        "send --from a@b --to x@y one two",
        "config",
        "config chek",
        "whoami now"
      })
  void whatMeansNothingAsksNothing(String words) {
    Ended ended = server.run(words.split(" ", -1));
    assertThat(ended.status()).as(ended.err()).isEqualTo(64);
    assertThat(ended.err()).startsWith("sealpost: ").doesNotContain("null");
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400,65", "401,77", "403,77", "404,66", "412,65", "422,65", "429,69", "500,70", "503,69"
  })
  void howItEndsSaysWhatTheServerSaid(int status, int code) {
    server.says(
        status,
        "{\"title\":\"Not valid\",\"detail\":\"Mend\\u0007 it.\","
            + "\"errors\":[{\"field\":\"domain\",\"detail\":\"is none\"}]}");
    Ended ended = server.run("queue", "list");
    assertThat(ended)
        .isEqualTo(new Ended(code, "", "sealpost: Not valid: Mend? it.\n  domain is none\n"));
  }

  @Test
  void whatIsUnderWayIsAskedAgainUnderTheSameKey() {
    server.says(409, "{}").says(200, "{\"matched\":1,\"changed\":1}");
    assertThat(server.run("queue", "hold", "17").status()).isZero();
    String key = server.asked().get(0).key();
    assertThat(server.asked()).extracting(Asked::key).containsExactly(key, key);
  }

  @Test
  void textIsSentAsItWasTyped() {
    server.says(201, "{\"queueId\":\"2X\",\"queueIds\":[\"2X\"]}");
    Ended ended =
        server.run("send", "--from", "a@b", "--to", "c@d", "--to", "e@f", "--subject", "\"Hi\"");
    assertThat(ended.out()).isEqualTo("2X\n");
    assertThat(server.asked().get(0).body())
        .isEqualTo(
            "{\"from\":\"a@b\",\"to\":[\"c@d\",\"e@f\"],\"cc\":[],\"bcc\":[],"
                + "\"subject\":\"\\\"Hi\\\"\",\"text\":\"typed\\u000a\"}");
  }

  @Test
  void aWholeMessageIsSentAsItIs() {
    server.says(201, "{\"queueId\":\"2X\"}");
    server.run("send", "--message", "--from", "a+x@b", "--to", "c@d", "--requirement", "REQUIRED");
    assertThat(server.asked())
        .extracting(Asked::toString)
        .containsExactly(
            "POST /api/v1/messages?from=a%2Bx%40b&to=c%40d&requirement=REQUIRED typed");
  }

  @Test
  void theTokenComesFromAFileThatNobodyElseReads(@TempDir Path home) throws IOException {
    Path file = home.resolve(".config/sealpost/token");
    Map<String, String> environment = Map.of("SEALPOST_URL", server.url(), "HOME", home.toString());
    Ended none = FakeServer.run(environment, "", "whoami");
    assertThat(none.status()).isEqualTo(78);
    assertThat(none.err()).contains(file.toString(), "SEALPOST_TOKEN");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "from-file\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(FakeServer.run(environment, "", "whoami").status()).isEqualTo(78);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    server.says(200, "{\"name\":\"ada\",\"roles\":[\"operator\"]}");
    assertThat(FakeServer.run(environment, "", "whoami").status()).isZero();
    assertThat(server.asked()).extracting(Asked::token).containsExactly("Bearer from-file");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    String url = server.url();
    server.close();
    Ended ended =
        FakeServer.run(
            Map.of("SEALPOST_URL", url, "SEALPOST_TOKEN", "secret"), "", "queue", "list");
    assertThat(ended.status()).isEqualTo(69);
    assertThat(ended.err()).contains("does not answer").doesNotContain("secret");
    assertThat(
            FakeServer.run(Map.of("SEALPOST_TOKEN", "secret"), "", "whoami", "--url", "ftp://x")
                .status())
        .isEqualTo(64);
  }

  @Test
  void settingsAreCheckedWithoutAServer(@TempDir Path data) throws IOException {
    Map<String, String> environment = Map.of("SEALPOST_DATA", data.toString());
    Files.writeString(data.resolve("sealpost.properties"), "queue.lifetime = P2D\n");
    assertThat(FakeServer.run(environment, "", "config", "check"))
        .isEqualTo(
            new Ended(0, "The settings are right. The data directory is " + data + ".\n", ""));
    Files.writeString(data.resolve("sealpost.properties"), "queue.lifetime = 2 days\nquue.x = 1\n");
    Ended wrong = FakeServer.run(environment, "", "config", "check");
    assertThat(wrong.status()).isEqualTo(78);
    assertThat(wrong.err().lines()).hasSize(3);
    assertThat(List.of(wrong.err().split("\n", -1)))
        .anySatisfy(line -> assertThat(line).contains("queue.lifetime = 2 days"))
        .anySatisfy(line -> assertThat(line).contains("quue.x"));
  }
}
