package org.sealpost.mtasts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sealpost.mtasts.PolicyFetch.Failed;
import org.sealpost.mtasts.PolicyFetch.Fault;
import org.sealpost.mtasts.PolicyFetch.Fetched;
import org.sealpost.smtp.Domain;

/** Policy Hosts without a network: each domain's says what a test wants it to say. */
final class ScriptedHost implements PolicyHost {
  private final Map<Domain, PolicyFetch> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  static MtaStsPolicy policy(PolicyMode mode, Duration maxAge, String mx) {
    return new MtaStsPolicy(mode, maxAge, List.of(new MxPattern(mx)));
  }

  ScriptedHost serve(String domain, MtaStsPolicy policy) {
    answers.put(Domain.of(domain), new Fetched(policy));
    return this;
  }

  ScriptedHost fail(String domain) {
    answers.put(Domain.of(domain), new Failed(Fault.FETCH_ERROR, "answered 500"));
    return this;
  }

  /** The domains that were asked for, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public PolicyFetch fetch(Domain policyDomain) {
    asked.add(policyDomain.name());
    PolicyFetch answer = answers.get(policyDomain);
    return answer == null ? new Failed(Fault.FETCH_ERROR, "no IP address") : answer;
  }
}
