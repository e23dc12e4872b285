package org.sealpost.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sealpost.config.Route;
import org.sealpost.delivery.LabMail.End;
import org.sealpost.delivery.LabMail.Sender;
import org.sealpost.lab.LabZone;
import org.sealpost.lab.PolicyHosts.Answer;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.TlsRequirement;

/**
 * One row of the table: what a domain publishes, what its servers do, and what has to become of
 * mail to it. In records and policies {@code {d}} stands for the domain, {@code {l}} for its label
 * inside its zone, {@code {a}} for the address of its first server.
 */
final class TlsCase {
  /** A record in some zone. */
  record Line(LabZone zone, String text) {}

  private final List<String> ids;
  private final String section;
  private final String title;
  private final List<LabHost> hosts = new ArrayList<>();
  private final List<Line> records = new ArrayList<>();
  private final List<LabStep> steps = new ArrayList<>();
  private final List<String> setUp = new ArrayList<>();
  private final List<String> witnesses = new ArrayList<>();
  private LabZone zone = LabZone.NSEC;
  private boolean mxWritten = true;
  private boolean policyHost = true;
  private Answer policy = new Answer(404, "text/plain", "", "");
  private LabSettings settings = LabSettings.USUAL;
  private LabMail last = new LabMail(TlsRequirement.DEFAULT, Sender.PERSON);

  private TlsCase(String ids, String section, String title) {
    this.ids = List.of(ids.split(" "));
    this.section = section;
    this.title = title;
  }

  /**
   * A row in a signed zone, for now without anything in it.
   *
   * @param ids which cases it shows, with a space between
   * @param section where the rule stands
   */
  static TlsCase row(String ids, String section, String title) {
    return new TlsCase(ids, section, title);
  }

  /** The domain is in this zone. */
  TlsCase in(LabZone other) {
    zone = other;
    return this;
  }

  TlsCase unsigned() {
    return in(LabZone.PLAIN);
  }

  /** The next MX host, less preferred than those before. */
  TlsCase mx(LabHost host) {
    hosts.add(host);
    return this;
  }

  /** The domain has no MX record; the server of the case is the domain itself. */
  TlsCase itself(LabHost host) {
    mxWritten = false;
    setUp.add("no MX record");
    return mx(host);
  }

  /** What the DNS holds beside, and in place of MX records. */
  TlsCase onlyRecords(String... lines) {
    mxWritten = false;
    return records(lines);
  }

  /** What the DNS holds beside. */
  TlsCase records(String... lines) {
    for (String line : lines) {
      record(zone, line);
      setUp.add(line);
    }
    return this;
  }

  /** What the DNS holds in another zone. */
  TlsCase recordIn(LabZone other, String line) {
    setUp.add(line);
    return record(other, line);
  }

  private TlsCase record(LabZone where, String line) {
    records.add(new Line(where, line));
    return this;
  }

  /** An MTA-STS policy with a TXT record. */
  TlsCase policy(String mode, String... patterns) {
    setUp.add("MTA-STS policy " + mode + " " + String.join(" ", patterns));
    return policyBody(Answer.policy(policyText(mode, patterns)));
  }

  /** A policy that no TXT record announces. */
  TlsCase unannouncedPolicy(String mode, String... patterns) {
    policy = Answer.policy(policyText(mode, patterns));
    return this;
  }

  /** What the Policy Host says, with a TXT record. */
  TlsCase policyAnswer(String what, Answer answer) {
    setUp.add("MTA-STS record, Policy Host: " + what);
    return policyBody(answer);
  }

  private TlsCase policyBody(Answer answer) {
    policy = answer;
    return record(zone, "_mta-sts.{d}. TXT \"v=STSv1; id=one;\"");
  }

  /** The Policy Host has no certificate for its name. */
  TlsCase policyHostUnproved() {
    policyHost = false;
    setUp.add("Policy Host without a certificate for its name");
    return this;
  }

  static String policyText(String mode, String... patterns) {
    StringBuilder text = new StringBuilder("version: STSv1\r\nmode: " + mode + "\r\n");
    for (String pattern : patterns) {
      text.append("mx: ").append(pattern).append("\r\n");
    }
    return text + "max_age: 604800\r\n";
  }

  TlsCase route(Route.Security security, Route.Verification verification) {
    setUp.add("route " + security + " verify " + verification);
    settings = settings.withRoute(security, verification);
    return this;
  }

  TlsCase noPlaintext() {
    setUp.add("plaintext forbidden");
    settings = settings.withoutPlaintext();
    return this;
  }

  TlsCase testingDoesNotCount() {
    setUp.add("accept-testing-policy=false");
    settings = settings.withRequireTls(false, Duration.ZERO);
    return this;
  }

  TlsCase grace() {
    setUp.add("tls-failure-grace=PT1H");
    settings = settings.withRequireTls(true, Duration.ofHours(1));
    return this;
  }

  TlsCase impatient() {
    settings = settings.impatiently();
    return this;
  }

  /** What the operator has laid down for the domain. */
  TlsCase exceptions(String what, OperatorExceptions laidDown) {
    return exceptionsAt("{d}", what, laidDown);
  }

  /** What the operator has laid down for some domain. */
  TlsCase exceptionsAt(String domain, String what, OperatorExceptions laidDown) {
    setUp.add("exception for " + domain + ": " + what);
    settings = settings.withExceptions(domain, laidDown);
    return this;
  }

  /** A test elsewhere that shows more of it: {@code package.Class#method}, under org.sealpost. */
  TlsCase witness(String... tests) {
    witnesses.addAll(List.of(tests));
    return this;
  }

  /** Something happens. */
  TlsCase then(String what, Consumer<LabRun> action) {
    steps.add(
        new LabStep() {
          @Override
          public void carryOut(LabRun run) {
            action.accept(run);
          }

          @Override
          public String text() {
            return "(" + what + ")";
          }
        });
    return this;
  }

  /** Somebody's message. */
  TlsCase mail(TlsRequirement requirement) {
    return mail(requirement, Sender.PERSON);
  }

  TlsCase mail(TlsRequirement requirement, Sender sender) {
    last = new LabMail(requirement, sender);
    steps.add(last);
    return this;
  }

  /** The message is for another domain of the case. */
  TlsCase at(String domain) {
    last.to(domain);
    return this;
  }

  TlsCase relayed(int... byHosts) {
    last.relayed(byHosts);
    return this;
  }

  TlsCase inClear() {
    last.inClear();
    return this;
  }

  TlsCase weaker() {
    last.weaker();
    return this;
  }

  TlsCase deferred(String status) {
    last.ended(End.DEFERRED, status);
    return this;
  }

  TlsCase failed(String status) {
    last.ended(End.FAILED, status);
    return this;
  }

  /** A host that proved all and refused: it has heard the envelope. */
  TlsCase heardBy(int host) {
    last.heardBy(host);
    return this;
  }

  TlsCase says(String... words) {
    last.says(words);
    return this;
  }

  TlsCase shows(String... facts) {
    last.shows(facts);
    return this;
  }

  TlsCase connections(int... soFar) {
    last.connections(soFar);
    return this;
  }

  List<String> ids() {
    return ids;
  }

  String section() {
    return section;
  }

  List<String> witnesses() {
    return List.copyOf(witnesses);
  }

  /** What was set up, in a few words. */
  String setUpText() {
    List<String> words = new ArrayList<>();
    words.add(zone.text());
    for (int i = 0; i < hosts.size(); i++) {
      words.add("mx" + (i + 1) + ": " + hosts.get(i).text());
    }
    words.addAll(setUp);
    return words.stream()
        .map(each -> each.replace("{d}", "domain").replace("{l}", "label"))
        .collect(Collectors.joining("; "));
  }

  String title() {
    return title;
  }

  LabZone zone() {
    return zone;
  }

  List<LabHost> hosts() {
    return List.copyOf(hosts);
  }

  List<Line> records() {
    return List.copyOf(records);
  }

  boolean isMxWritten() {
    return mxWritten;
  }

  boolean isPolicyHostProved() {
    return policyHost;
  }

  Answer policy() {
    return policy;
  }

  LabSettings settings() {
    return settings;
  }

  List<LabStep> steps() {
    return List.copyOf(steps);
  }

  @Override
  public String toString() {
    return String.join(" ", ids) + " " + title;
  }
}
