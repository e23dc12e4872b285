package org.sealpost.lifecycle;

import org.sealpost.exceptions.Exceptions;
import org.sealpost.flow.Flow;
import org.sealpost.flow.Suppression;

/** What operators have laid down, as it counts now. */
record OperatorRules(Exceptions exceptions, Flow flow, Suppression suppression) {}
