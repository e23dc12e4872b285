/** Placeholder until the server is here. */
@NullMarked
package org.sealpost.server;

import org.jspecify.annotations.NullMarked;
