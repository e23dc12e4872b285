/** The one database: embedded in the process, or a PostgreSQL that several nodes may share. */
@NullMarked
package org.sealpost.database;

import org.jspecify.annotations.NullMarked;
