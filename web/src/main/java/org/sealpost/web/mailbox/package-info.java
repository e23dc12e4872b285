/** The mailboxes here: a list read in pages, and one message as text. Reading only. */
@NullMarked
package org.sealpost.web.mailbox;

import org.jspecify.annotations.NullMarked;
