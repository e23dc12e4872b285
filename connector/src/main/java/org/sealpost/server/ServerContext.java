package org.sealpost.server;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;

/**
 * What all sessions of a server share.
 *
 * @param tls null where no certificate is there
 * @param clientTrust null where clients are not asked for a certificate
 */
record ServerContext(
    ListenerPlan plan,
    ServerLimits limits,
    MailEndpoint endpoint,
    MailDataStore store,
    @Nullable SslContext tls,
    @Nullable ClientTrust clientTrust) {}
