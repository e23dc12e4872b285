/**
 * What the operator publishes: the page of the DNS records of the hosted domains, and their MTA-STS
 * policy at {@code /.well-known/mta-sts.txt} (RFC 8461 §3.3), the only content that is open to all.
 */
@NullMarked
package org.sealpost.web.dns;

import org.jspecify.annotations.NullMarked;
