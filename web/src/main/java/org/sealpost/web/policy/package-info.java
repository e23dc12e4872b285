/**
 * The TLS policy of other domains as the operator sees and changes it: exceptions, what was seen of
 * each domain, what has become weaker, and what would happen to mail now.
 *
 * <p>Pages are asked for by GET and show what is stored. Whatever changes something or connects to
 * another server is a POST.
 */
@NullMarked
package org.sealpost.web.policy;

import org.jspecify.annotations.NullMarked;
