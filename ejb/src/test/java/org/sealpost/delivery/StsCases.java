package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.LabHost.clear;
import static org.sealpost.delivery.LabHost.good;
import static org.sealpost.delivery.LabHost.named;
import static org.sealpost.delivery.LabHost.stranger;
import static org.sealpost.delivery.LabTlsa.OWN_KEY;
import static org.sealpost.delivery.LabTlsa.WRONG;
import static org.sealpost.delivery.TlsCase.policyText;
import static org.sealpost.delivery.TlsCase.row;
import static org.sealpost.smtp.TlsRequirement.DEFAULT;
import static org.sealpost.smtp.TlsRequirement.REQUIRED;

import java.util.List;
import org.sealpost.lab.PolicyHosts.Answer;

/** MTA-STS (RFC 8461): cases M1 to M13. */
final class StsCases {
  private static final String RECORD = "_mta-sts.{d}.";

  private StsCases() {}

  static List<TlsCase> modes() {
    return List.of(
        row(
                "M1 M13 4.1/2",
                "RFC 8461 §5",
                "the policy names the host: its name is in the handshake")
            .unsigned()
            .mx(good())
            .policy("enforce", "mx1.{d}")
            .mail(DEFAULT)
            .relayed(1)
            .shows("sts=ENFORCE_MATCH", "must pass PKIX", "VERIFIED"),
        row("M2 4.1/3", "RFC 8461 §5", "a host that is not in the policy is passed over")
            .unsigned()
            .mx(good())
            .mx(good())
            .policy("enforce", "mx2.{d}")
            .mail(DEFAULT)
            .relayed(2)
            .connections(0, 1),
        row("M3 4.1/2", "RFC 8461 §5", "enforced, and no TLS")
            .unsigned()
            .mx(clear())
            .policy("enforce", "mx1.{d}")
            .mail(DEFAULT)
            .deferred("4.7.10"),
        row("M3 4.1/2", "RFC 8461 §5", "enforced, and certificates that prove nothing")
            .unsigned()
            .mx(stranger())
            .mx(named("other.example"))
            .policy("enforce", "*.{d}")
            .mail(DEFAULT)
            .deferred("4.7.5"));
  }

  static List<TlsCase> lenient() {
    return List.of(
        row("M4 4.1/5", "RFC 8461 §5", "mode testing blocks nothing")
            .unsigned()
            .mx(clear())
            .policy("testing", "other.example")
            .mail(DEFAULT)
            .relayed(1)
            .inClear()
            .shows("sts=TESTING_MISMATCH"),
        row("M5", "RFC 8461 §3.2", "mode none needs no hosts, and is no policy")
            .unsigned()
            .mx(clear())
            .policy("none")
            .mail(DEFAULT)
            .relayed(1)
            .inClear()
            .shows("sts=NONE"),
        row("M7 4.1/3", "RFC 8461 §5", "a policy that no host can satisfy: wait")
            .unsigned()
            .mx(good())
            .policy("enforce", "other.example")
            .mail(DEFAULT)
            .deferred("4.7.10")
            .says("policy does not list it"),
        row("M12 4.1/1", "RFC 8461 §2", "another key than DANE announces, a policy in testing mode")
            .mx(good().tlsa(WRONG))
            .policy("testing", "mx1.{d}")
            .mail(DEFAULT)
            .deferred("4.7.5")
            .shows("sts=TESTING_MATCH", "dane=USABLE"),
        row("M12 4.1/1", "RFC 8461 §2", "DANE is content, the policy in testing mode is not")
            .mx(stranger().tlsa(OWN_KEY))
            .policy("testing", "other.example")
            .mail(DEFAULT)
            .relayed(1)
            .shows("sts=TESTING_MISMATCH", "dane=USABLE"));
  }

  static List<TlsCase> fetching() {
    return List.of(
        row("M6", "RFC 8461 §3.1", "no record: nobody asks for a policy")
            .unsigned()
            .mx(clear())
            .unannouncedPolicy("enforce", "other.example")
            .mail(DEFAULT)
            .relayed(1)
            .inClear()
            .then("no request", run -> assertThat(run.policyRequests()).isZero()),
        row("M6", "RFC 8461 §3.1", "a record that is none")
            .unsigned()
            .mx(clear())
            .unannouncedPolicy("enforce", "other.example")
            .records(RECORD + " TXT \"v=STSv1; id=\"")
            .mail(DEFAULT)
            .relayed(1)
            .inClear()
            .then("no request", run -> assertThat(run.policyRequests()).isZero()),
        unfetched("a redirect", new Answer(301, "text/plain", "https://mta-sts.test/", "")),
        unfetched("another media type", page("text/html")),
        unfetched("more than 64 KiB", tooLarge()),
        unfetched("500", new Answer(500, "text/plain", "", "")),
        row("M9 4.1/7 4.2/9", "RFC 8461 §3.3", "a Policy Host without a certificate for its name")
            .witness("mtasts.HttpsPolicyHostTest#endsInTimeWhateverTheHostDoes")
            .unsigned()
            .mx(stranger())
            .policyHostUnproved()
            .policy("enforce", "other.example")
            .mail(DEFAULT)
            .relayed(1)
            .shows("sts=UNAVAILABLE", "sts-webpki-invalid")
            .mail(REQUIRED)
            .deferred("4.7.10"),
        row("M10", "RFC 8461 §4.1", "a wildcard stands for one label")
            .witness("mtasts.MxPatternTest#matchesOneWholeLabelAtMost")
            .unsigned()
            .mx(good())
            .policy("enforce", "*.{d}")
            .mail(DEFAULT)
            .relayed(1),
        row("M10", "RFC 8461 §4.1", "a wildcard does not stand for two labels")
            .unsigned()
            .mx(good())
            .policy("enforce", "*.plain.test")
            .mail(DEFAULT)
            .deferred("4.7.10"));
  }

  /** What cannot be fetched is as if there were none, except for REQUIRED mail, which waits. */
  private static TlsCase unfetched(String what, Answer answer) {
    return row("M9 4.1/7 4.2/9", "RFC 8461 §3.3", "no policy can be fetched: " + what)
        .unsigned()
        .mx(stranger())
        .policyAnswer(what, answer)
        .mail(DEFAULT)
        .relayed(1)
        .shows("sts=UNAVAILABLE", "sts-policy-fetch-error")
        .mail(REQUIRED)
        .deferred("4.7.10")
        .says("policy could not be fetched");
  }

  private static Answer page(String type) {
    return new Answer(200, type, "", policyText("enforce", "other.example"));
  }

  private static Answer tooLarge() {
    String filler = "mx: other.example\r\n".repeat(4000);
    return Answer.policy(policyText("enforce", "other.example") + filler);
  }

  private static String announced(String id) {
    return RECORD + " TXT \"v=STSv1; id=" + id + ";\"";
  }

  static List<TlsCase> keeping() {
    return List.of(
        row("M8 M11", "RFC 8461 §3.3, §5.1", "a policy once seen holds until there is a newer one")
            .witness(
                "mtasts.PolicyRefreshTest#extendsAPolicyAboutOnceADay",
                "mtasts.PolicyRefreshTest#leavesDomainsAloneThatNoMailGoesTo",
                "mtasts.PolicyFinderTest#fetchesAnExpiredOneAgain")
            .unsigned()
            .mx(clear())
            .policy("enforce", "mx1.{d}")
            .mail(DEFAULT)
            .deferred("4.7.10")
            .then("restart; the Policy Host fails", StsCases::failAfterRestart)
            .mail(DEFAULT)
            .deferred("4.7.10")
            .then("one request so far", run -> assertThat(run.policyRequests()).isOne())
            .then(
                "restart, a new id",
                run -> {
                  run.recordBecomes(RECORD, announced("two"));
                  run.restart();
                })
            .mail(DEFAULT)
            .deferred("4.7.10")
            .shows("sts=ENFORCE_MATCH")
            .then("two requests so far", run -> assertThat(run.policyRequests()).isEqualTo(2))
            .then(
                "restart, a third id, and a policy in mode none",
                run -> {
                  run.recordBecomes(RECORD, announced("three"));
                  run.policyBecomes(Answer.policy(policyText("none")));
                  run.restart();
                })
            .mail(DEFAULT)
            .relayed(1)
            .inClear());
  }

  private static void failAfterRestart(LabRun run) {
    run.policyBecomes(new Answer(500, "text/plain", "", ""));
    run.restart();
  }
}
