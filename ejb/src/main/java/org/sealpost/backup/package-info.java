/**
 * Copies of the data directory, made while mail flows, and the way back.
 *
 * <p>In: a data directory and its database. Out: a directory with a consistent copy of the database
 * as it was at one moment, every other file that is worth keeping, a manifest, and the SHA-256 of
 * all of them in a file that {@code sha256sum -c} reads and that is written last: without it there
 * is no back-up. All of it is on the disk before anybody is told that it is done. Fails with {@link
 * org.sealpost.backup.BackupRefusedException} where the operator has to choose otherwise.
 *
 * <p>The launcher has these classes too; they need nothing but Java.
 */
@NullMarked
package org.sealpost.backup;

import org.jspecify.annotations.NullMarked;
