/**
 * The start and the stop: schema, certificate, first administrator, dispatcher, in this order; and
 * back in the other, so that nothing is taken in that cannot be worked on.
 *
 * <p>The SMTP listeners open last, when the connector asks the endpoint for its plan and the start
 * has come to its end. The stop closes them first, lets what is under way get its reply, gives
 * waiting work back to the queue, and shuts the embedded database down.
 */
@NullMarked
package org.sealpost.lifecycle;

import org.jspecify.annotations.NullMarked;
