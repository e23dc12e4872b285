package org.sealpost.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.config.Route;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.smtp.TlsRequirement;

/** Makes {@code docs/tls-policy.md}: asks the decision about everything and draws it together. */
final class PolicyPage {
  private static final PolicySettings USUAL = new PolicySettings(true, true);
  private static final Set<MxFact> WITH_HOST =
      EnumSet.of(MxFact.SECURE, MxFact.INSECURE, MxFact.NO_MX);

  private PolicyPage() {}

  /** The whole page. */
  static String markdown() {
    return PolicyPageText.HEAD
        + rules("3/")
        + "\n## 4.1 DEFAULT\n\n"
        + rules("4.1/")
        + decisions(TlsRequirement.DEFAULT, USUAL)
        + "\nWith `delivery.plaintext-fallback = false` these are different:\n"
        + differences(TlsRequirement.DEFAULT, new PolicySettings(false, true))
        + "\n## 4.2 REQUIRED\n\n"
        + rules("4.2/")
        + decisions(TlsRequirement.REQUIRED, USUAL)
        + "\nWith `requiretls.accept-testing-policy = false` these are different:\n"
        + differences(TlsRequirement.REQUIRED, new PolicySettings(true, false))
        + ends()
        + "\n## 4.3 REQUIRED, null reverse-path\n\n"
        + rules("4.3/")
        + stages()
        + "\n## 4.4 OPTIONAL\n\n"
        + rules("4.4/")
        + decisions(TlsRequirement.OPTIONAL, USUAL)
        + "\n## 4.5 Fixed routes\n\n"
        + rules("4.5/")
        + routes()
        + "\n## 4.6 Exceptions of the operator\n\n"
        + PolicyPageText.EXCEPTIONS
        + exceptions();
  }

  private static String rules(String prefix) {
    return DecisionRows.all().entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .map(each -> "- **" + each.getKey() + "** " + each.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String decisions(TlsRequirement requirement, PolicySettings settings) {
    TransportPolicy policy = new TransportPolicy(settings);
    StringBuilder table =
        new StringBuilder("\n| MX | MTA-STS | DANE | decision |\n|---|---|---|---|\n");
    Map<String, String> byMx = new LinkedHashMap<>();
    for (Map.Entry<String, List<MxFact>> group :
        grouped(WITH_HOST, mx -> table(policy, requirement, mx)).entrySet()) {
      byMx.put(names(group.getValue(), WITH_HOST), group.getKey());
    }
    byMx.forEach(
        (mx, rows) ->
            rows.lines().forEach(row -> table.append("| ").append(mx).append(row).append('\n')));
    return table.toString();
  }

  /** The lines for one MX fact, without it. */
  private static String table(TransportPolicy policy, TlsRequirement requirement, MxFact mx) {
    StringBuilder rows = new StringBuilder();
    Set<MtaStsFact> all = EnumSet.allOf(MtaStsFact.class);
    grouped(all, sts -> row(policy, requirement, mx, sts))
        .forEach(
            (lines, facts) ->
                lines
                    .lines()
                    .forEach(
                        line ->
                            rows.append(" | ")
                                .append(names(facts, all))
                                .append(line)
                                .append('\n')));
    return rows.toString();
  }

  /** The lines for one MX and one MTA-STS fact, without them. */
  private static String row(
      TransportPolicy policy, TlsRequirement requirement, MxFact mx, MtaStsFact sts) {
    Set<DaneFact> all = EnumSet.allOf(DaneFact.class);
    return grouped(all, dane -> policy.decide(requirement, new HostFacts(mx, sts, dane)).text())
        .entrySet()
        .stream()
        .map(each -> " | " + names(each.getValue(), all) + " | " + each.getKey() + " |\n")
        .collect(Collectors.joining());
  }

  /** Values that come to the same, together, in the order of the first of each. */
  private static <T> Map<String, List<T>> grouped(Set<T> values, Function<T, String> outcome) {
    Map<String, List<T>> groups = new LinkedHashMap<>();
    values.forEach(
        each -> groups.computeIfAbsent(outcome.apply(each), none -> new ArrayList<>()).add(each));
    return groups;
  }

  private static <T> String names(List<T> some, Set<T> all) {
    return some.size() == all.size()
        ? "any"
        : some.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Only the rows another setting has and the usual one has not. */
  private static String differences(TlsRequirement requirement, PolicySettings settings) {
    Set<String> usual = decisions(requirement, USUAL).lines().collect(Collectors.toSet());
    List<String> other = decisions(requirement, settings).lines().toList();
    String rows =
        other.stream()
            .filter(line -> !usual.contains(line))
            .collect(Collectors.joining("\n", "", "\n"));
    return "\n" + other.get(1) + "\n" + other.get(2) + "\n" + rows;
  }

  /** How REQUIRED mail ends that no host took, for every combination of two ends. */
  private static String ends() {
    StringBuilder table = new StringBuilder(PolicyPageText.ENDS);
    for (HostEnd one : HostEnd.values()) {
      table.append("| ").append(one);
      for (HostEnd other : HostEnd.values()) {
        table.append(" | ").append(RequiredEnd.of(List.of(one, other)));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String stages() {
    StringBuilder table =
        new StringBuilder("\n| message | with a reverse-path | with `<>` |\n|---|---|---|\n");
    for (TlsRequirement each : TlsRequirement.values()) {
      table.append("| ").append(each).append(" | ").append(stages(each, false));
      table.append(" | ").append(stages(each, true)).append(" |\n");
    }
    return table.toString();
  }

  private static String stages(TlsRequirement requirement, boolean nullReversePath) {
    return TransportPolicy.stages(requirement, nullReversePath).stream()
        .map(each -> "as " + each)
        .collect(Collectors.joining(", then "));
  }

  private static String routes() {
    TransportPolicy policy = new TransportPolicy(USUAL);
    StringBuilder table =
        new StringBuilder(
            "\n| route | TLSA | OPTIONAL | DEFAULT | REQUIRED |\n|---|---|---|---|---|\n");
    for (Route route : PolicyPageText.routes()) {
      Set<DaneFact> all = EnumSet.allOf(DaneFact.class);
      grouped(all, dane -> overRoute(policy, route, dane))
          .forEach(
              (cells, facts) ->
                  table
                      .append("| ")
                      .append(PolicyPageText.name(route))
                      .append(" | ")
                      .append(names(facts, all))
                      .append(cells)
                      .append(" |\n"));
    }
    return table.toString();
  }

  private static String overRoute(TransportPolicy policy, Route route, DaneFact dane) {
    return Stream.of(TlsRequirement.OPTIONAL, TlsRequirement.DEFAULT, TlsRequirement.REQUIRED)
        .map(requirement -> " | " + policy.decide(requirement, route, dane).text())
        .collect(Collectors.joining());
  }

  private static String exceptions() {
    TransportPolicy policy = new TransportPolicy(USUAL);
    StringBuilder table =
        new StringBuilder("\n| exception | OPTIONAL | DEFAULT | REQUIRED |\n|---|---|---|---|\n");
    PolicyPageText.exceptions()
        .forEach(
            (name, laidDown) -> {
              table.append("| ").append(name);
              Arrays.asList(
                      TlsRequirement.OPTIONAL, TlsRequirement.DEFAULT, TlsRequirement.REQUIRED)
                  .forEach(
                      requirement ->
                          table
                              .append(" | ")
                              .append(
                                  policy
                                      .decide(requirement, PolicyPageText.EXAMPLE, laidDown)
                                      .text()));
              table.append(" |\n");
            });
    return table.toString();
  }
}
