package org.sealpost.admin;

import jakarta.ejb.Stateless;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the mailboxes here, newest first. */
@Stateless
public class MailboxView {
  /** The mailboxes that hold mail, in order. */
  public List<String> mailboxes() {
    throw new UnsupportedOperationException();
  }

  /** One page of a mailbox, or of all where {@code mailbox} is null. */
  public List<MailboxRow> list(@Nullable String mailbox, int first, int most) {
    throw new UnsupportedOperationException();
  }

  /** How many messages. */
  public long count(@Nullable String mailbox) {
    throw new UnsupportedOperationException();
  }

  /** One message's row. */
  public Optional<MailboxRow> message(long id) {
    throw new UnsupportedOperationException();
  }

  /** The first {@code mostOctets} of the message as text for the page, control characters out. */
  public String excerpt(long id, int mostOctets) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the message with its Return-Path field.
   *
   * @return false where it is no longer there (nothing written)
   */
  public boolean writeRaw(long id, OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }
}
