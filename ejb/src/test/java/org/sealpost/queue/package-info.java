/** Tests of the queue: rows in a real database, the dispatcher with a ledger in memory. */
@NullMarked
package org.sealpost.queue;

import org.jspecify.annotations.NullMarked;
