package org.sealpost.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import org.sealpost.account.Directory;
import org.sealpost.config.Settings;
import org.sealpost.tlsrpt.PostedReports;
import org.sealpost.tlsrpt.ReceivedStore;
import org.sealpost.tlsrpt.ReportIntake;
import org.sealpost.tlsrpt.TlsReportLog;

/**
 * Takes reports about TLS that other servers post over HTTPS (RFC 8460 §5.4), where the settings
 * want that. They are kept as what they are: from nobody knows whom.
 */
@Stateless
// Other servers do not sign in.
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TlsReportIntake {
  /** The largest body that is to be read. */
  public static final int MOST_OCTETS = PostedReports.MOST_OCTETS;

  @Inject private Settings settings;

  @Inject private Directory directory;

  @EJB private ReceivedStore store;

  /** What has become of a body. */
  public enum Outcome {
    /** It is stored, or was before; committed. */
    TAKEN,
    /** It is no report about a domain of ours. */
    REFUSED,
    /** As many have come as are taken in a day. */
    FULL
  }

  /** Whether reports are taken so. */
  public boolean isOpen() {
    return settings.tlsReports().httpsIntake();
  }

  /**
   * Takes a report.
   *
   * @param client the address it came from
   * @throws RuntimeException where it could not be stored
   */
  public Outcome take(byte[] body, String client) {
    ReportIntake.Verdict verdict =
        new PostedReports(domain -> directory.current().hosts(domain)).read(body);
    if (!(verdict instanceof ReportIntake.Accepted accepted)) {
      TlsReportLog.postRefused(client, verdict);
      return Outcome.REFUSED;
    }
    ReceivedStore.Posted posted = store.post(accepted, client, Instant.now());
    TlsReportLog.posted(client, accepted, posted);
    return posted == ReceivedStore.Posted.FULL ? Outcome.FULL : Outcome.TAKEN;
  }
}
