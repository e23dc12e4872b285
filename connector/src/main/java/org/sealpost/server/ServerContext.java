package org.sealpost.server;

import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.ServerLimits;

/**
 * What all sessions of a server share.
 *
 * @param tls null where no certificate is there
 * @param authFailures who has failed to authenticate too often
 */
record ServerContext(
    ListenerPlan plan,
    MailEndpoint endpoint,
    MailDataStore store,
    @Nullable ServerTls tls,
    AuthFailures authFailures) {
  ServerLimits limits() {
    return plan.limits();
  }
}
