package org.sealpost.whole.rest;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.whole.Eventually;
import org.sealpost.whole.Submitter;
import org.sealpost.whole.rest.Rights.Role;

/** Makes what an operation needs, so that each call of it can do what it is for. */
final class Scene {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REASON = "{\"reason\":\"because\"}";

  private final Rest admin;
  private final Map<Role, Caller> callers;
  private final Submitter application;
  private int made;

  Scene(Rest admin, Map<Role, Caller> callers, Submitter application) {
    this.admin = admin;
    this.callers = Map.copyOf(callers);
    this.application = application;
  }

  /** Somebody with one role, with their own address, and a browser to make tokens with. */
  record Caller(Rest rest, ConsoleForms forms, String address) {}

  /** The values of path and query by name, and what the body is to be; {@code body} for that. */
  Map<String, String> prepare(String operation, Role role) throws Exception {
    made++;
    Map<String, String> values = new HashMap<>();
    values.put("domain", "own.example");
    values.put("account", "ada@own.example");
    values.put("mailbox", "ada@own.example");
    values.put("user", "auditor");
    values.put("day", LocalDate.now(ZoneOffset.UTC).toString());
    values.put("type", "certificate-expired");
    values.put("reason", "because");
    values.put("id", "4711");
    values.put("bulk", "4711");
    if (operation.matches(".*(Account|Address|Alias|HostedDomain|User|Password)")) {
      directory(operation, values);
    } else {
      mail(operation, role, values);
      rules(operation, values);
    }
    return values;
  }

  private void directory(String operation, Map<String, String> values) throws Exception {
    String address = "made" + made + "@own.example";
    switch (operation) {
      case "addAccount" -> values.put("body", address(address));
      case "deleteAccount", "generatePassword" -> {
        post("accounts", address(address), 200);
        values.put("account", address);
      }
      case "addAddress" -> values.put("body", address(address));
      case "deleteAddress" -> {
        post("accounts/ada@own.example/addresses", address(address), 204);
        values.put("address", address);
      }
      case "enableAccount" -> values.put("body", "{\"enabled\":true}");
      case "putAlias", "deleteAlias", "readAlias" -> {
        values.put("alias", address);
        values.put("body", "{\"targets\":[\"ada@own.example\"]}");
        if (!operation.startsWith("put")) {
          put("aliases/" + address, values.get("body"));
        }
      }
      case "putHostedDomain", "deleteHostedDomain" -> {
        values.put("domain", "made" + made + ".example");
        values.put("body", "{}");
        if (operation.startsWith("delete")) {
          put("hosted-domains/made" + made + ".example", "{}");
        }
      }
      case "addUser", "deleteUser", "changeUser", "resetPassword" -> {
        values.put("user", "made" + made);
        values.put("body", "{\"roles\":[\"AUDITOR\"]}");
        if (!operation.startsWith("add")) {
          post("users/made" + made, values.get("body"), 200);
        }
      }
      default -> values.put("body", "{}");
    }
  }

  private void mail(String operation, Role role, Map<String, String> values) throws Exception {
    switch (operation) {
      case "readMessage", "readContent", "foreseeRequirement", "changeRequirement" -> {
        values.put("queueId", letter(Role.SENDER, "ada@own.example"));
        values.put("body", "{\"requirement\":\"REQUIRED\",\"reason\":\"because\"}");
      }
      case "sendLetter" -> values.put("body", text(caller(role).address(), "ada@own.example"));
      case "readMail", "deleteMail" -> values.put("id", newestMail("ada@own.example"));
      case "actOnQueue" -> values.put("body", "{\"action\":\"HOLD\",\"recipients\":[4711]}");
      case "readBulk" -> values.put("bulk", bulk());
      case "readReceivedReport" -> {
        letter(Role.SENDER, "tls-reports@own.example");
        values.put("report", awaited("tls-reports/received"));
      }
      case "revokeToken" -> {
        String token = caller(role).forms().token("made" + made, role.name());
        int from = "sealpost_".length();
        values.put("id", token.substring(from, from + 16));
      }
      default -> values.putIfAbsent("queueId", "ZZZ");
    }
  }

  private void rules(String operation, Map<String, String> values) throws Exception {
    String domain = "rule" + made + ".example";
    String exception =
        "{\"domain\":\"" + domain + "\",\"kind\":\"REQUIRE_TLS\",\"reason\":\"because\"}";
    String pause = "{\"kind\":\"PAUSE\",\"recipients\":\"" + domain + "\",\"reason\":\"because\"}";
    String route = "{\"recipients\":\"" + domain + "\",\"servers\":\"mx\",\"reason\":\"because\"}";
    String suppressed = "{\"address\":\"nobody@" + domain + "\",\"reason\":\"because\"}";
    String optOut = "{\"kind\":\"DOMAIN\",\"subject\":\"" + domain + "\"}";
    switch (operation) {
      case "addException" -> values.put("body", exception);
      case "endException" -> {
        post("exceptions", exception, 204);
        values.put("id", first("exceptions?domain=" + domain, "id"));
        values.put("body", REASON);
      }
      case "addFlowRule" -> values.put("body", pause);
      case "endFlowRule" -> {
        values.put("id", id(post("flow", pause, 200)));
        values.put("body", REASON);
      }
      case "applyFlowRule" ->
          values.put("id", id(post("flow", pause.replace("PAUSE", "HOLD"), 200)));
      case "addRoute" -> values.put("body", route);
      case "endRoute" -> {
        values.put("route", id(post("routes", route, 200)));
        values.put("body", REASON);
      }
      case "suppress" -> values.put("body", suppressed);
      case "unsuppress" -> values.put("id", id(post("suppression", suppressed, 200)));
      case "retrySubmission", "discardSubmission" -> values.put("submission", rejected());
      case "addOptOut" -> values.put("body", optOut);
      case "removeOptOut" -> values.put("optOut", id(post("tls-report-opt-outs", optOut, 200)));
      default -> values.putIfAbsent("body", "{}");
    }
  }

  /** A bulk that has ended. */
  private String bulk() throws Exception {
    String kept = "kept" + made + ".example";
    post(
        "flow", "{\"kind\":\"PAUSE\",\"recipients\":\"" + kept + "\",\"reason\":\"because\"}", 200);
    letter(Role.ADMINISTRATOR, "x@" + kept);
    Rest.Answer begun =
        post(
            "queue/actions",
            "{\"action\":\"RETRY\",\"filter\":{\"domain\":\"" + kept + "\"}}",
            202);
    Bulks.awaitEnd(admin, begun);
    return whole(begun.object().get("bulk"));
  }

  private String newestMail(String mailbox) throws Exception {
    letter(Role.SENDER, mailbox);
    return awaited("mailboxes/" + mailbox + "/mail");
  }

  /** The id of the first of a list, once there is one. */
  private String awaited(String path) throws Exception {
    Eventually.within(PATIENCE, () -> "nothing in " + path, () -> !items(path).isEmpty());
    return first(path, "id");
  }

  private String letter(Role from, String to) throws Exception {
    Caller caller = caller(from);
    Rest.Answer answer = caller.rest().send("POST", "api/v1/messages", text(caller.address(), to));
    return String.valueOf(expect(answer, 201).object().get("queueId"));
  }

  private Caller caller(Role role) {
    Caller caller = callers.get(role);
    if (caller == null) {
      throw new AssertionError(role);
    }
    return caller;
  }

  private static String text(String from, String to) {
    return "{\"from\":\"" + from + "\",\"to\":[\"" + to + "\"],\"text\":\"x\"}";
  }

  private static String address(String address) {
    return "{\"address\":\"" + address + "\"}";
  }

  private String first(String path, String member) throws Exception {
    List<?> items = items(path);
    if (items.isEmpty()) {
      throw new AssertionError("nothing in " + path);
    }
    return whole(Document.map(items.get(0)).get(member));
  }

  private List<?> items(String path) {
    try {
      return Document.list(admin.get("api/v1/" + path).object().get("items"));
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(path, failed);
    }
  }

  private static String id(Rest.Answer answer) {
    return whole(answer.object().get("id"));
  }

  private static String whole(@Nullable Object value) {
    if (value instanceof Number number) {
      return Long.toString(number.longValue());
    }
    throw new AssertionError("no number: " + value);
  }

  private Rest.Answer post(String path, String body, int status) throws Exception {
    return expect(admin.send("POST", "api/v1/" + path, body), status);
  }

  private void put(String path, String body) throws Exception {
    expect(admin.send("PUT", "api/v1/" + path, body), 204);
  }

  private static Rest.Answer expect(Rest.Answer answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " " + answer.response().body());
    }
    return answer;
  }

  /** Hands in what can never be taken, and waits until it has been put aside. */
  private String rejected() throws Exception {
    String submission = application.sendUnreadable("nobody@own.example");
    List<String> ids = new ArrayList<>();
    Eventually.within(
        PATIENCE,
        () -> submission + " is not put aside",
        () -> {
          items("submission-queues/rejected").stream()
              .map(item -> (Map<?, ?>) item)
              .filter(row -> submission.equals(row.get("submission")))
              .forEach(row -> ids.add(String.valueOf(row.get("id"))));
          return !ids.isEmpty();
        });
    return ids.get(0);
  }
}
