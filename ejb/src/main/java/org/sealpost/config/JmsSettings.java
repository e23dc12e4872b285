package org.sealpost.config;

import org.jspecify.annotations.Nullable;

/**
 * How applications hand in mail through queues.
 *
 * @param enabled {@code jms.enabled}
 * @param port {@code jms.port}: the embedded broker's port on 127.0.0.1; null for none
 * @param consumers {@code jms.consumers}: how many messages are taken at once
 * @param mostQueued {@code jms.queue-limit}: with more recipients in the queue nothing is taken
 * @param events {@code jms.events}: whether applications are told what happens; never without
 *     {@code enabled}
 * @param mostEvents {@code jms.events-limit}: how many rows of events wait at most
 */
public record JmsSettings(
    boolean enabled,
    @Nullable Integer port,
    int consumers,
    long mostQueued,
    boolean events,
    long mostEvents) {}
