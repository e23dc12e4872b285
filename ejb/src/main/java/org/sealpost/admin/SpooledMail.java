package org.sealpost.admin;

import java.io.IOException;
import java.nio.file.Path;
import org.sealpost.inflow.MailData;
import org.sealpost.intake.MailSpool;
import org.sealpost.intake.SpoolTooLargeException;

/** A message that is being handed in by a program or a page. Closed by whoever made it. */
public final class SpooledMail implements AutoCloseable {
  private final MailSpool spool;

  private SpooledMail(MailSpool spool) {
    this.spool = spool;
  }

  /**
   * Takes a message.
   *
   * @param mostOctets the largest that is taken
   * @throws MailTooLargeException where it is larger; nothing is left behind
   */
  static SpooledMail of(MailSpool.Source source, Path directory, long mostOctets)
      throws IOException {
    try {
      return new SpooledMail(MailSpool.of(source, directory, mostOctets));
    } catch (SpoolTooLargeException large) {
      throw new MailTooLargeException(large);
    }
  }

  MailData data() {
    return spool;
  }

  /** Whether it has octets beyond ASCII. */
  boolean isEightBit() {
    return spool.isEightBit();
  }

  /** Of the message as it was taken, in hexadecimal. */
  public String sha256() {
    return spool.sha256();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
