package org.sealpost.server;

import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.ServerLimits;

/**
 * What all sessions of a server share.
 *
 * @param tls null where no certificate is there
 * @param authFailures who has failed to authenticate too often
 * @param clientTrust null where clients are not asked for a certificate
 */
record ServerContext(
    ListenerPlan plan,
    MailEndpoint endpoint,
    MailDataStore store,
    @Nullable ServerTls tls,
    AuthFailures authFailures,
    @Nullable ClientTrust clientTrust) {
  ServerLimits limits() {
    return plan.limits();
  }
}
