package org.sealpost.delivery;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.sealpost.delivery.LabHost.Placed;
import org.sealpost.lab.PolicyHosts.Answer;
import org.sealpost.testkit.TestAuthority.Issued;

/**
 * A case with names and addresses. Says on its own, without the product's code, what each of its
 * servers could be proved to be.
 *
 * @param label what its names begin with, inside its zone
 */
record LabScene(TlsCase row, String label, String domain, List<Placed> hosts) {
  LabScene {
    hosts = List.copyOf(hosts);
  }

  /** With the names put in. */
  String filled(String text) {
    String address = hosts.isEmpty() ? "" : hosts.get(0).address();
    return text.replace("{d}", domain).replace("{l}", label).replace("{a}", address);
  }

  Answer filled(Answer answer) {
    return new Answer(
        answer.status(), answer.contentType(), answer.location(), filled(answer.body()));
  }

  /** Whether a verified session with this server is possible (tls-policy §4.2). */
  boolean isProvable(Placed host) {
    return isNameProvable(host) && (host.proved() || passesPkix(host));
  }

  /** RFC 8689 §4.2.1 step 2. */
  private boolean isNameProvable(Placed host) {
    boolean written = !row.isMxWritten() || row.settings().security() != null;
    String policy = filled(row.policy().body());
    String above = host.name().substring(host.name().indexOf('.') + 1);
    return written
        || row.zone().isSecure()
        || policy.contains("mx: " + host.name() + "\r\n")
        || policy.contains("mx: *." + above + "\r\n");
  }

  private static boolean passesPkix(Placed host) {
    Issued issued = host.certificate();
    if (issued == null) {
      return false;
    }
    X509Certificate own = issued.certificate();
    try {
      own.checkValidity();
      own.verify(LabHost.AUTHORITY.root().getPublicKey());
      Set<String> names = Set.of(host.name(), host.address());
      boolean named =
          own.getSubjectAlternativeNames() != null
              && own.getSubjectAlternativeNames().stream()
                  .anyMatch(name -> names.contains(name.get(1)));
      return named && own.getExtendedKeyUsage().contains("1.3.6.1.5.5.7.3.1");
    } catch (GeneralSecurityException notProved) {
      return false;
    }
  }
}
