/**
 * The queue page and the message page: what waits, why, and what an operator does about it. Lists
 * are read in pages; every command passes the name of who is signed in to {@code admin}, which
 * writes the audit log.
 */
@NullMarked
package org.sealpost.web.queue;

import org.jspecify.annotations.NullMarked;
