/**
 * People: who may sign in to the console, and how their passwords are kept.
 *
 * <p>The first start makes one administrator with a one-time password; see {@link
 * org.sealpost.account.FirstAdministrator}.
 */
@NullMarked
package org.sealpost.account;

import org.jspecify.annotations.NullMarked;
