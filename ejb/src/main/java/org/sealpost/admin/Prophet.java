package org.sealpost.admin;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.admin.HostStory.Step;
import org.sealpost.admin.HostStory.Tone;
import org.sealpost.delivery.Expectation;
import org.sealpost.delivery.Outlook;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.smtp.TlsRequirement;

/** Tells what a delivery would do. Pure. */
final class Prophet {
  /** Strongest first. */
  private static final List<TlsRequirement> REQUIREMENTS =
      List.of(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL);

  private Prophet() {}

  static Prospect of(Outlook outlook) {
    List<Prospect.Verdict> verdicts =
        REQUIREMENTS.stream().map(each -> verdict(outlook, each, false)).toList();
    List<Prospect.Host> hosts = outlook.hosts().stream().map(Prophet::host).toList();
    return new Prospect(outlook.nowhere(), verdicts, hosts);
  }

  /** What would become of mail of one requirement. */
  static Prospect.Verdict verdict(
      Outlook outlook, TlsRequirement requirement, boolean nullReversePath) {
    Outlook.Verdict verdict = outlook.of(requirement, nullReversePath);
    Expectation end = verdict.expectation();
    return new Prospect.Verdict(requirement.name(), end.name(), tone(end), verdict.host(), null);
  }

  private static Tone tone(Expectation end) {
    return switch (end) {
      case PROTECTED -> Tone.GOOD;
      case ENCRYPTED, PLAINTEXT, WAITS -> Tone.WARN;
      case NOT_SUPPORTED, NOT_PROTECTED, REFUSED -> Tone.BAD;
    };
  }

  private static Prospect.Host host(Outlook.Host host) {
    List<Step> steps = new ArrayList<>(Storyteller.origin(host.origin()));
    steps.addAll(Storyteller.laidDown(host.expected(TlsRequirement.DEFAULT).laidDown()));
    SessionEvidence session = host.session();
    if (session != null) {
      steps.addAll(Storyteller.session(session, null));
    }
    List<Prospect.Verdict> verdicts =
        REQUIREMENTS.stream().map(each -> verdict(each, host.expected(each))).toList();
    return new Prospect.Host(
        host.host(), host.address(), host.key(), host.problem(), steps, verdicts);
  }

  private static Prospect.Verdict verdict(TlsRequirement requirement, Outlook.Expected expected) {
    Expectation end = expected.expectation();
    return new Prospect.Verdict(
        requirement.name(), end.name(), tone(end), null, Storyteller.decision(expected.decision()));
  }
}
