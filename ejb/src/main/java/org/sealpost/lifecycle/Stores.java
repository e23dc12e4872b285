package org.sealpost.lifecycle;

import org.sealpost.admin.PauseEnds;
import org.sealpost.exceptions.ExceptionSource;
import org.sealpost.flow.FlowSource;
import org.sealpost.history.History;
import org.sealpost.mtasts.PolicyCache;
import org.sealpost.queue.Ledger;
import org.sealpost.queue.QueueSizes;
import org.sealpost.tlsrpt.ReceivedStore;
import org.sealpost.tlsrpt.ReportStore;

/** What the long-lived parts remember by: each call is a transaction of its own. */
record Stores(
    Ledger ledger,
    PolicyCache policies,
    ExceptionSource exceptions,
    FlowSource flow,
    PauseEnds pauseEnds,
    History history,
    QueueSizes sizes,
    ReportStore reports,
    ReceivedStore received) {}
