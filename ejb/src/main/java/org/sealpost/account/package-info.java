/**
 * Who is who: the people who may sign in to the console, and the domains, accounts, addresses and
 * aliases that mail is for.
 *
 * <p>The first start makes one administrator of the console with a one-time password; see {@link
 * org.sealpost.account.FirstAdministrator}.
 *
 * <p>What mail needs to know of an address (RFC 5321 §3.6, §4.5.1, sub-addressing as in RFC 5233)
 * is in an {@link org.sealpost.account.AddressBook} in memory, so that no command of a session
 * costs a query. A change in the console is written in a transaction, and the book it makes is put
 * in place once that has committed ({@link org.sealpost.account.Directory}). {@link
 * org.sealpost.account.Authentication} decides on credentials (RFC 4954) and asks the database for
 * each: passwords are kept as Argon2id hashes and SCRAM keys, never reversibly. Where something
 * cannot be found out, nobody is let in.
 */
@NullMarked
package org.sealpost.account;

import org.jspecify.annotations.NullMarked;
