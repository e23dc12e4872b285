/**
 * What happened to messages and domains, told to applications (docs/jms.md).
 *
 * <p>In: {@link org.sealpost.event.Event}s from all who change something, in the transaction of the
 * change itself. They wait in an outbox, a row for each transaction, until the node that wrote them
 * has sent them to the broker. Out: {@link org.sealpost.event.EventStore}, by which {@code jms}
 * sends them in the order of their keys and then deletes them. So an event goes out at least once
 * where its change was committed, never where it was not, and no mail waits for a broker.
 *
 * <p>The keys of one node rise with the commits of changes of one recipient: a key is drawn after
 * the recipient's row was changed, and so while nobody else can change it. Each node sends its own
 * rows only.
 */
@NullMarked
package org.sealpost.event;

import org.jspecify.annotations.NullMarked;
