package org.sealpost.server;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;

/**
 * What all sessions of a server share.
 *
 * @param tls null where no certificate is there
 */
record ServerContext(
    ListenerPlan plan,
    ServerLimits limits,
    MailEndpoint endpoint,
    MailDataStore store,
    @Nullable SslContext tls) {}
