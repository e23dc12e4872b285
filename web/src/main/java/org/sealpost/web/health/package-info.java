/** What load balancers and the launcher ask: is mail being taken? */
@NullMarked
package org.sealpost.web.health;

import org.jspecify.annotations.NullMarked;
