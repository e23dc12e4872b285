/**
 * DomainKeys Identified Mail (RFC 6376): signs what leaves in the name of a domain of ours, and
 * says which domains have signed what came in.
 *
 * <p>One RSA key of this server ({@link org.sealpost.dkim.DkimKey}), made at the first start, under
 * one selector, for every domain it signs for. The work itself is done by Apache jDKIM; here is
 * what that leaves to its callers: where keys come from, and the service types of RFC 6376 §3.6.1.
 */
@NullMarked
package org.sealpost.dkim;

import org.jspecify.annotations.NullMarked;
