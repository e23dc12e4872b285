/**
 * The runnable jar: checks the settings, boots Payara Micro in the data directory, deploys the
 * resource adapter and then the application, tells the operator where everything is, and stops in
 * the opposite order.
 *
 * <p>It exists because stock Payara Micro takes the data source away before an application can
 * drain on SIGTERM, and because an operator should read one sentence about a wrong setting or a
 * taken port within a second or two, not a stack trace after twenty. What it finds wrong ends the
 * process with a status of {@code sysexits.h} (see {@link org.sealpost.launcher.ExitStatus}).
 *
 * <p>It knows nothing of mail. What it has to know of the application comes from the readiness
 * check named {@code smtp}: data {@code listeners} where the application takes mail, {@code error}
 * where it never will.
 */
@NullMarked
package org.sealpost.launcher;

import org.jspecify.annotations.NullMarked;
