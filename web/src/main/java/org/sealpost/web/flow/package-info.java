/**
 * How mail flows as the operator sees and changes it: what is held back, paused, limited, when it
 * is tried again, how the hosts bear it; and the addresses to which nothing is sent.
 *
 * <p>Pages are asked for by GET and show what counts. Whatever changes something is a POST.
 */
@NullMarked
package org.sealpost.web.flow;

import org.jspecify.annotations.NullMarked;
