/**
 * Tests of the whole: the runnable jar as a process of its own, the EAR on Payara Server. {@link
 * org.sealpost.whole.RunningSealpost} starts the jar for all of them.
 */
@NullMarked
package org.sealpost.whole;

import org.jspecify.annotations.NullMarked;
