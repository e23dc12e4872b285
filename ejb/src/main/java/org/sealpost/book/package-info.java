/**
 * What operators lay down is read for every message and changed now and then: so it is held in
 * memory as an immutable book with a version, and kept in the database, where one row counts the
 * changes.
 *
 * <p>A change puts the new book in place once it is committed ({@link
 * org.sealpost.book.CurrentBook}); other nodes look for a newer version every few seconds ({@link
 * org.sealpost.book.BookRefresh}). While the database cannot be read, what was known before goes on
 * counting.
 */
@NullMarked
package org.sealpost.book;

import org.jspecify.annotations.NullMarked;
