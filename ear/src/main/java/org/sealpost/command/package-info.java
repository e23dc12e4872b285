/**
 * The command {@code sealpost}: a thin client of the REST interface for scripts and for people at a
 * terminal. It runs in the jar of the server, which it does not start, and needs nothing but Java.
 *
 * <p>In: words and options. Out: a table or JSON on standard output, one sentence on standard
 * error, and an exit status that says what kind of failure it was ({@link
 * org.sealpost.command.ExitCode}).
 */
@NullMarked
package org.sealpost.command;

import org.jspecify.annotations.NullMarked;
