/**
 * Traces for OpenTelemetry: one for each message, with a span for how it came and one for each
 * attempt to hand it on. Off unless somebody names a collector; nothing waits for it.
 */
@NullMarked
package org.sealpost.telemetry;

import org.jspecify.annotations.NullMarked;
