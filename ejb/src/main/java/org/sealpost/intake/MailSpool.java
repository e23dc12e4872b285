package org.sealpost.intake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.UUID;
import org.sealpost.inflow.MailData;

/**
 * A message that is being handed in, in a file that has no name any more: it is gone when it is
 * closed, or when the process dies. Every line ends with CRLF, however it came. Closed by whoever
 * made it.
 */
public final class MailSpool implements MailData, AutoCloseable {
  private final FileChannel file;
  private final long octets;
  private final boolean eightBit;
  private final String sha256;

  private MailSpool(FileChannel file, Writer written) {
    this.file = file;
    this.octets = written.octets;
    this.eightBit = written.eightBit;
    this.sha256 = HexFormat.of().formatHex(written.digest.digest());
  }

  /** Writes a message. */
  public interface Source {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Takes a message.
   *
   * @param directory made where it is not there
   * @param mostOctets the largest that is taken
   * @throws SpoolTooLargeException where it is larger; nothing is left behind
   */
  public static MailSpool of(Source source, Path directory, long mostOctets) throws IOException {
    Files.createDirectories(directory);
    FileChannel file =
        FileChannel.open(
            directory.resolve(UUID.randomUUID() + ".eml"),
            EnumSet.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Writer writer = new Writer(Channels.newOutputStream(file), mostOctets);
      source.writeTo(writer);
      writer.end();
      return new MailSpool(file, writer);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  @Override
  public long octets() {
    return octets;
  }

  /** Whether it has octets beyond ASCII. */
  public boolean isEightBit() {
    return eightBit;
  }

  /** Of the message as it was taken, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  @Override
  public InputStream open() {
    return new Reader();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private final class Reader extends InputStream {
    private long at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = file.read(ByteBuffer.wrap(into, offset, length), at);
      at += Math.max(count, 0);
      return count;
    }
  }

  private static final class Writer extends OutputStream {
    private final OutputStream out;
    private final long most;
    private final MessageDigest digest = sha256();
    private long octets;
    private boolean eightBit;
    private int before = '\n';

    Writer(OutputStream file, long most) {
      this.out = new BufferedOutputStream(file, 64 * 1024);
      this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
      int c = octet & 0xff;
      // RFC 5322 §2.3: CR and LF only together.
      if (c == '\n' && before != '\r') {
        put('\r');
      } else if (c != '\n' && before == '\r') {
        put('\n');
      }
      put(c);
      before = c;
    }

    void end() throws IOException {
      if (before == '\r') {
        put('\n');
      } else if (before != '\n') {
        put('\r');
        put('\n');
      }
      out.flush();
    }

    private void put(int c) throws IOException {
      if (++octets > most) {
        throw new SpoolTooLargeException(most);
      }
      eightBit |= c >= 0x80;
      digest.update((byte) c);
      out.write(c);
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("the Java runtime lacks SHA-256", missing);
      }
    }
  }
}
