/** Tests of MTA-STS, with a Policy Host over real HTTPS. */
@NullMarked
package org.sealpost.mtasts;

import org.jspecify.annotations.NullMarked;
