package org.sealpost.lifecycle;

import org.eclipse.microprofile.metrics.MetricRegistry;
import org.sealpost.telemetry.MessageSpans;

/** Who looks on and changes nothing: figures and traces. */
record Observers(MetricRegistry metrics, MessageSpans spans) {}
