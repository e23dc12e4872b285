package org.sealpost.whole.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.whole.RunningSealpost;
import org.sealpost.whole.Submitter;
import org.sealpost.whole.rest.Document.Operation;
import org.sealpost.whole.rest.Rights.Role;
import org.sealpost.whole.rest.Scene.Caller;

/** The REST interface as its document says, for each role; idempotency, paging and tokens. */
final class RestIT {
  @TempDir private static Path temporary;

  private static RunningSealpost sealpost;
  private static ConsoleForms admins;
  private static Document document;
  private static Submitter application;
  private static Rest admin;
  private static Rest sender;
  private static Map<Role, Caller> callers;

  @BeforeAll
  static void start() throws Exception {
    int port = RunningSealpost.freePorts(1).get(0);
    sealpost =
        new RunningSealpost(temporary.resolve("data"))
            .set("jms.port", Integer.toString(port))
            .set("local.domains", "hosted.example")
            .set("backup.directory", temporary.resolve("backups").toString())
            .start()
            .awaitReady();
    URI console = sealpost.console();
    String oneTime = Files.readString(sealpost.data().resolve("initial-admin-password")).strip();
    admins = new ConsoleForms(console).signInFirst("admin", oneTime);
    admin = new Rest(console, admins.token("tests", "ADMINISTRATOR"));
    document = new Document(admin.get("openapi?format=json").object());
    assertThat(admin.send("PUT", "api/v1/hosted-domains/own.example", "{}").status())
        .isEqualTo(204);
    for (String name : List.of("ada", "bob")) {
      account(name);
    }
    application = new Submitter(port, "eve@own.example", account("eve"));
    assertThat(admin.send("PATCH", "api/v1/users/admin", "{\"mailAccount\":\"eve@own.example\"}"))
        .extracting(Rest.Answer::status)
        .isEqualTo(204);
    callers =
        Map.of(
            Role.SENDER,
            caller(Role.SENDER, "ada@own.example"),
            Role.AUDITOR,
            caller(Role.AUDITOR, "bob@own.example"),
            Role.OPERATOR,
            caller(Role.OPERATOR, "bob@own.example"),
            Role.ADMINISTRATOR,
            new Caller(admin, admins, "eve@own.example"));
    sender = rest(Role.SENDER);
  }

  /** Makes an account; returns its password. */
  private static String account(String name) throws Exception {
    String body = "{\"address\":\"" + name + "@own.example\"}";
    Rest.Answer made = admin.send("POST", "api/v1/accounts", body);
    assertThat(made.status()).isEqualTo(200);
    return String.valueOf(made.object().get("password"));
  }

  /** A user with that role alone, who has signed in and made a token. */
  private static Caller caller(Role role, String address) throws Exception {
    String name = role.name().toLowerCase(Locale.ROOT);
    String body = "{\"roles\":[\"" + role + "\"],\"mailAccount\":\"" + address + "\"}";
    Map<?, ?> made = admin.send("POST", "api/v1/users/" + name, body).object();
    ConsoleForms forms =
        new ConsoleForms(sealpost.console())
            .signInFirst(name, String.valueOf(made.get("password")));
    return new Caller(
        new Rest(sealpost.console(), forms.token("tests", role.name())), forms, address);
  }

  private static Rest rest(Role role) {
    return Objects.requireNonNull(callers.get(role)).rest();
  }

  @AfterAll
  static void stop() {
    if (sealpost != null) {
      sealpost.close();
    }
  }

  @Test
  void eachRoleDoesWhatItMayAndNothingElseAndEveryAnswerIsAsTheDocumentSays() throws Exception {
    Rights rights = new Rights();
    assertThat(document.operations())
        .extracting(Operation::id)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(rights.operations());
    Scene scene = new Scene(admin, callers, application);
    List<String> faults = new ArrayList<>();
    for (Operation operation : document.operations()) {
      for (Role role : Role.values()) {
        Map<String, String> values = scene.prepare(operation.id(), role);
        Object before = newestAuditLine();
        Rest.Answer answer = call(rest(role), operation, values);
        String what = operation.id() + " by " + role + ": ";
        document.faults(operation, answer).forEach(each -> faults.add(what + each));
        if (!rights.isRight(role, operation.id(), answer.status())) {
          faults.add(what + answer.status() + " " + answer.response().body());
        }
        if (!rights.permits(role, operation.id()) && !newestAuditLine().equals(before)) {
          faults.add(what + "changed something");
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private static Rest.Answer call(Rest who, Operation operation, Map<String, String> values)
      throws IOException, InterruptedException {
    String body = operation.said().get("requestBody") == null ? null : values.get("body");
    return who.send(operation.method(), document.path(operation, values), body);
  }

  private static Object newestAuditLine() throws IOException, InterruptedException {
    Map<?, ?> page = admin.get("api/v1/audit?limit=1").object();
    return Document.list(page.get("items"));
  }

  @Test
  void nobodyIsLetInWithoutAToken() throws Exception {
    Rest nobody = new Rest(sealpost.console(), null);
    for (Operation operation : document.operations()) {
      Rest.Answer answer =
          nobody.send(operation.method(), document.path(operation), document.body(operation));
      assertThat(answer.status()).as(operation.id()).isEqualTo(401);
      assertThat(document.faults(operation, answer)).as(operation.id()).isEmpty();
    }
  }

  @Test
  void whatIsNotAsTheDocumentSaysIsAProblem() throws Exception {
    for (Operation operation : document.operations()) {
      String path = document.path(operation);
      if (document.body(operation) != null) {
        for (String body : List.of("{", "[]", "{\"nonsense\":1}", "{\"reason\":{}}", "")) {
          Rest.Answer answer = admin.send(operation.method(), path, body);
          assertThat(answer.status()).as(operation.id() + body).isIn(400, 404, 422);
          assertThat(answer.type()).as(operation.id()).isEqualTo("application/problem+json");
          assertThat(document.faults(operation, answer)).as(operation.id()).isEmpty();
        }
      }
    }
    assertThat(admin.get("api/v1/nothing").status()).isEqualTo(404);
    assertThat(admin.get("api/v1/queue?limit=0&order=up").object().get("errors"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(2);
  }

  @Test
  void aSenderSeesAndStrengthensOnlyTheirOwnMessages() throws Exception {
    String others = send(admin, "eve@own.example");
    String own = send(sender, "ada@own.example");
    assertThat(sender.get("api/v1/messages/" + own).status()).isEqualTo(200);
    for (String part : List.of("", "/content", "/foresight")) {
      assertThat(sender.get("api/v1/messages/" + others + part).status()).isEqualTo(404);
    }
    assertThat(requirement(sender, others, "REQUIRED")).isEqualTo(404);
    assertThat(requirement(sender, own, "OPTIONAL")).isEqualTo(422);
    assertThat(requirement(sender, own, "REQUIRED")).isEqualTo(200);
    String list = sender.get("api/v1/queue?unfinished=false").response().body();
    assertThat(list).contains("\"" + own + "\"").doesNotContain("\"" + others + "\"");
    assertThat(sender.get("api/v1/audit").status()).isEqualTo(403);
    assertThat(status(sender, "eve@own.example")).as("in another's name").isEqualTo(422);
  }

  @Test
  void aWriteWithAKeyIsDoneOnce() throws Exception {
    String body = "{\"from\":\"eve@own.example\",\"to\":[\"x@nowhere.invalid\"],\"text\":\"x\"}";
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Rest.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(threads.submit(() -> keyed(body)));
    }
    Set<Object> ids = new HashSet<>();
    for (Future<Rest.Answer> each : answers) {
      Rest.Answer answer = each.get();
      assertThat(answer.status()).isIn(201, 409);
      if (answer.status() == 201) {
        ids.add(answer.object().get("queueId"));
      }
    }
    threads.shutdown();
    ids.add(keyed(body).object().get("queueId"));
    assertThat(ids).hasSize(1);
    assertThat(keyed(body.replace("\"x\"}", "\"y\"}")).status()).isEqualTo(422);
  }

  private static Rest.Answer keyed(String body) throws IOException, InterruptedException {
    return admin.send("POST", "api/v1/messages", body, "Idempotency-Key", "once");
  }

  @Test
  void pagesHoldEachRowOnceWhileMailComesIn() throws Exception {
    Set<String> there = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      there.add(send(admin, "eve@own.example"));
    }
    for (String sort : List.of("RECEIVED", "FORWARD_PATH", "OCTETS", "STATE")) {
      List<String> seen = new ArrayList<>();
      Object next = null;
      do {
        String cursor = next == null ? "" : "&cursor=" + next;
        Map<?, ?> page =
            admin.get("api/v1/queue?unfinished=false&limit=2&sort=" + sort + cursor).object();
        Document.list(page.get("items"))
            .forEach(row -> seen.add(String.valueOf(Document.map(row).get("queueId"))));
        next = page.get("next");
        send(admin, "eve@own.example");
      } while (next != null && seen.size() < 200);
      assertThat(seen).as(sort).doesNotHaveDuplicates().containsAll(there);
    }
    assertThat(admin.get("api/v1/queue?cursor=nonsense").status()).isEqualTo(422);
  }

  @Test
  void whatWaitsIsPutOffPutFirstAndSentAnotherWay() throws Exception {
    String pause = "{\"kind\":\"PAUSE\",\"recipients\":\"paused.example\",\"reason\":\"test\"}";
    assertThat(admin.send("POST", "api/v1/flow", pause).status()).isBetween(200, 201);
    String letter = letter("eve@own.example").replace("nowhere.invalid", "paused.example");
    assertThat(admin.send("POST", "api/v1/messages", letter).status()).isEqualTo(201);
    assertThat(act("\"action\":\"PRIORITISE\",\"urgency\":\"URGENT\"")).isEqualTo(1);
    assertThat(act("\"action\":\"PRIORITISE\",\"urgency\":\"URGENT\"")).isEqualTo(0);
    assertThat(act("\"action\":\"CHANGE_ROUTE\",\"route\":\"smtp://127.0.0.1:9\"")).isEqualTo(1);
    String later =
        Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS).toString();
    assertThat(act("\"action\":\"SCHEDULE\",\"notBefore\":\"" + later + "\"")).isEqualTo(1);
    Map<?, ?> list = admin.get("api/v1/queue?domain=paused.example").object();
    assertThat(Document.map(Document.list(list.get("items")).get(0)).get("nextAttempt"))
        .isEqualTo(later);
    for (String wrong :
        List.of(
            "\"action\":\"PRIORITISE\"",
            "\"action\":\"SCHEDULE\",\"notBefore\":\"tomorrow\"",
            "\"action\":\"SCHEDULE\",\"notBefore\":\"2020-01-01T00:00:00Z\"",
            "\"action\":\"CHANGE_ROUTE\"",
            "\"action\":\"CHANGE_ROUTE\",\"route\":\"by pigeon\"")) {
      assertThat(act(wrong)).as(wrong).isEqualTo(422);
    }
  }

  /** The number of what was changed at the paused domain, or the status of a refusal. */
  private static int act(String action) throws IOException, InterruptedException {
    String body = "{" + action + ",\"reason\":\"test\",\"filter\":{\"domain\":\"paused.example\"}}";
    Rest.Answer answer = admin.send("POST", "api/v1/queue/actions", body);
    if (answer.status() != 202) {
      return answer.status();
    }
    Map<?, ?> end = Bulks.awaitEnd(admin, answer);
    assertThat(end.get("state")).isEqualTo("DONE");
    return (int) Double.parseDouble(String.valueOf(end.get("changed")));
  }

  @Test
  void aTokenEndsAndNothingElseLetsAProgramIn() throws Exception {
    String text = admins.token("short", "AUDITOR");
    Rest shortLived = new Rest(sealpost.console(), text);
    assertThat(shortLived.get("api/v1/me").object().get("roles")).isEqualTo(List.of("auditor"));
    String id = text.substring("sealpost_".length(), "sealpost_".length() + 16);
    assertThat(admin.send("DELETE", "api/v1/tokens/" + id, null).status()).isEqualTo(204);
    assertThat(shortLived.get("api/v1/me").status()).isEqualTo(401);
    Rest nobody = new Rest(sealpost.console(), null);
    assertThat(nobody.send("GET", "api/v1/me", null, "Cookie", admins.cookie()).status())
        .as("the session of a browser")
        .isEqualTo(401);
    assertThat(admins.status("queue.xhtml")).isEqualTo(200);
    assertThat(admin.get("api/v1/audit").response().body())
        .contains("\"door\":\"REST\"", "\"token\":\"tests\"");
  }

  private static String send(Rest who, String from) throws IOException, InterruptedException {
    Rest.Answer answer = who.send("POST", "api/v1/messages", letter(from));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return String.valueOf(answer.object().get("queueId"));
  }

  private static int status(Rest who, String from) throws IOException, InterruptedException {
    return who.send("POST", "api/v1/messages", letter(from)).status();
  }

  private static String letter(String from) {
    return "{\"from\":\"" + from + "\",\"to\":[\"x@nowhere.invalid\"],\"text\":\"x\"}";
  }

  private static int requirement(Rest who, String queueId, String requirement)
      throws IOException, InterruptedException {
    String body = "{\"requirement\":\"" + requirement + "\",\"reason\":\"test\"}";
    return who.send("PUT", "api/v1/messages/" + queueId + "/requirement", body).status();
  }
}
