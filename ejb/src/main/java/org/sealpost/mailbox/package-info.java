/**
 * The mailboxes here: final delivery for the local domains. A delivery is a row that points to the
 * queued message; Return-Path (RFC 5321 §4.4) is put in front when the message is read out.
 */
@NullMarked
package org.sealpost.mailbox;

import org.jspecify.annotations.NullMarked;
