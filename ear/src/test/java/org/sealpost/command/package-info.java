/** The command, against a server that only says what it is told. */
@NullMarked
package org.sealpost.command;

import org.jspecify.annotations.NullMarked;
