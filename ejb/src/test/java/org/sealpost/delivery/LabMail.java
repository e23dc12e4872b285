package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sealpost.smtp.TlsRequirement;

/** One message of a case, and what has to become of it. */
final class LabMail implements LabStep {
  /** What becomes of it. */
  enum End {
    RELAYED,
    DEFERRED,
    FAILED
  }

  /** Who sends it. */
  enum Sender {
    /** Somebody. */
    PERSON,
    /** Somebody else's server: a notification with the null reverse-path. */
    SERVER,
    /** This server: the notification that the failure before it leads to. */
    SELF
  }

  private final TlsRequirement requirement;
  private final Sender sender;
  private final List<Integer> hosts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private final List<Integer> connections = new ArrayList<>();
  private String at = "{d}";
  private End end = End.RELAYED;
  private String status = "";
  private boolean inClear;
  private boolean weaker;
  private int heardBy;

  LabMail(TlsRequirement requirement, Sender sender) {
    this.requirement = requirement;
    this.sender = sender;
  }

  void to(String domain) {
    at = domain;
  }

  void relayed(int... byHosts) {
    for (int host : byHosts) {
      hosts.add(host);
    }
  }

  void ended(End how, String code) {
    end = how;
    status = code;
  }

  void inClear() {
    inClear = true;
  }

  void weaker() {
    weaker = true;
  }

  void heardBy(int host) {
    heardBy = host;
  }

  void says(String... words) {
    said.addAll(List.of(words));
  }

  void shows(String... facts) {
    shown.addAll(List.of(facts));
  }

  void connections(int... soFar) {
    for (int each : soFar) {
      connections.add(each);
    }
  }

  TlsRequirement requirement() {
    return requirement;
  }

  Sender sender() {
    return sender;
  }

  /** The domain of its recipient; {@code {d}} stands for the domain of the case. */
  String at() {
    return at;
  }

  End end() {
    return end;
  }

  String status() {
    return status;
  }

  /** The numbers of the hosts that take it. */
  List<Integer> hosts() {
    return List.copyOf(hosts);
  }

  boolean isInClear() {
    return inClear;
  }

  /** Whether it goes without what was required (RFC 8689 §5). */
  boolean isWeaker() {
    return weaker;
  }

  /** Whether its MAIL command has to carry REQUIRETLS. */
  boolean carriesParameter() {
    return requirement == TlsRequirement.REQUIRED && !weaker;
  }

  /** Whether this host may hear of it: it takes it, or refuses it after all was proved. */
  boolean mayBeHeardBy(int host) {
    return hosts.contains(host) || host == heardBy;
  }

  /** What the sender reads, where it does not arrive. */
  List<String> said() {
    return List.copyOf(said);
  }

  /** What the trace says of facts, decision and session. */
  List<String> shown() {
    return List.copyOf(shown);
  }

  /** How many connections each host has had after it; empty: not looked at. */
  List<Integer> connections() {
    return List.copyOf(connections);
  }

  @Override
  public void carryOut(LabRun run) {
    run.send(this);
  }

  @Override
  public String text() {
    String from =
        switch (sender) {
          case PERSON -> "";
          case SERVER -> " from <>";
          case SELF -> " (this server's DSN of it)";
        };
    String named =
        at.replace("{d}", "domain").replace("{l}", "label").replace("{a}", "mx1's address");
    String where = at.equals("{d}") ? "" : " at " + named;
    return requirement + from + where + ": " + outcome() + words();
  }

  private String outcome() {
    return switch (end) {
      case RELAYED ->
          hosts.stream().map(host -> "mx" + host).collect(Collectors.joining(", ", "to ", ""))
              + (inClear ? " in clear" : " under TLS")
              + (carriesParameter() ? ", with the parameter" : "")
              + (weaker ? ", redacted, without the parameter" : "");
      case DEFERRED -> "waits, " + status + heard();
      case FAILED -> "fails, " + status + heard();
    };
  }

  private String heard() {
    return heardBy == 0
        ? "; no peer saw any of it"
        : "; mx" + heardBy + " refused it, fully proved";
  }

  private String words() {
    StringBuilder text = new StringBuilder();
    said.forEach(each -> text.append("; says “").append(each).append('”'));
    if (!shown.isEmpty()) {
      text.append("; trace ").append(String.join(", ", shown));
    }
    if (!connections.isEmpty()) {
      text.append("; connections ").append(connections);
    }
    return text.toString();
  }
}
