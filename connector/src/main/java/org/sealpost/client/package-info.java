/** Placeholder until the client is here. */
@NullMarked
package org.sealpost.client;

import org.jspecify.annotations.NullMarked;
