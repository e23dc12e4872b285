/**
 * The embedded broker of the runnable jar: Apache ActiveMQ Artemis within a resource adapter that
 * starts and stops it, and that hands out connections to it as a Jakarta Messaging connection
 * factory. The application knows nothing else of it, so that another broker is a matter of
 * configuration.
 *
 * <p>In: where it keeps its files and whether it opens a port ({@link BrokerPlan}). Out: {@link
 * BrokerAccess}. Messages are kept on the disk and are there again after a restart. Clients of the
 * port are let in by the application ({@link BrokerAccess#accept}), nobody before it has started.
 */
@NullMarked
package org.sealpost.broker;

import org.jspecify.annotations.NullMarked;
