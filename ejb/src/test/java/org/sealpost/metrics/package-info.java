/** What is counted, with a registry that tests can read. */
@NullMarked
package org.sealpost.metrics;

import org.jspecify.annotations.NullMarked;
