package org.sealpost.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reply to one HTTP/1.1 request (RFC 9112), read with a bound on every part. First the head,
 * then, only where the head is to the reader's liking, the body.
 */
public final class HttpReply {
  /** Status line and header fields together. */
  private static final int MOST_HEAD_OCTETS = 16 * 1024;

  private static final int MOST_INTERIM_REPLIES = 5;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?");

  private final InputStream in;
  private final int mostBodyOctets;
  private final Map<String, String> fields = new HashMap<>();
  private int headOctets;
  private int status;

  private HttpReply(InputStream in, int mostBodyOctets) {
    this.in = in;
    this.mostBodyOctets = mostBodyOctets;
  }

  /**
   * Reads the head.
   *
   * @throws MalformedHttpException where it is not HTTP, or longer than any sensible one
   * @throws IOException where the connection fails
   */
  public static HttpReply readHead(InputStream in, int mostBodyOctets) throws IOException {
    HttpReply reply = new HttpReply(in, mostBodyOctets);
    for (int i = 0; i <= MOST_INTERIM_REPLIES; i++) {
      reply.head();
      // RFC 9110 §15.2: a client must be able to parse 1xx replies and may pass over them.
      if (reply.status >= 200) {
        return reply;
      }
    }
    throw new MalformedHttpException("only interim replies");
  }

  public int status() {
    return status;
  }

  /** The media type in lower case without its parameters; empty where none is stated. */
  public Optional<String> mediaType() {
    return field("content-type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** The content coding; empty where the body is as it is. */
  public Optional<String> contentCoding() {
    return field("content-encoding").filter(coding -> !coding.equalsIgnoreCase("identity"));
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private void head() throws IOException {
    fields.clear();
    Matcher line = STATUS_LINE.matcher(line());
    if (!line.matches()) {
      throw new MalformedHttpException("no status line");
    }
    status = Integer.parseInt(line.group(1));
    for (String next = line(); !next.isEmpty(); next = line()) {
      Matcher field = FIELD.matcher(next);
      if (!field.matches()) {
        throw new MalformedHttpException("a header line that is no field");
      }
      String name = field.group(1).toLowerCase(Locale.ROOT);
      fields.merge(name, field.group(2), (first, second) -> first + ", " + second);
    }
  }

  /** One line without its end; RFC 9112 §2.2 lets a recipient take a bare LF for one. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = octet(); octet != '\n'; octet = octet()) {
      line.write(octet);
      if (++headOctets > MOST_HEAD_OCTETS) {
        throw new MalformedHttpException("more than " + MOST_HEAD_OCTETS + " octets of header");
      }
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the connection ended within the reply");
    }
    return octet;
  }

  /**
   * Reads the body (RFC 9112 §6.3).
   *
   * @throws TooLargeException where it is larger than allowed; no more than that was read
   */
  public byte[] body() throws IOException {
    Optional<String> coding = field("transfer-encoding");
    if (coding.isPresent()) {
      if (!coding.get().equalsIgnoreCase("chunked")) {
        throw new MalformedHttpException("an unknown transfer coding");
      }
      return chunks();
    }
    Optional<String> length = field("content-length");
    if (length.isEmpty()) {
      byte[] rest = in.readNBytes(mostBodyOctets + 1);
      checkSize(rest.length);
      return rest;
    }
    if (!DIGITS.matcher(length.get()).matches()) {
      throw new MalformedHttpException("a length that is no number");
    }
    return exactly(Integer.parseInt(length.get()));
  }

  private byte[] exactly(int octets) throws IOException {
    checkSize(octets);
    byte[] body = in.readNBytes(octets);
    if (body.length < octets) {
      throw new EOFException("the connection ended within the body");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      Matcher size = CHUNK_SIZE.matcher(line());
      if (!size.matches()) {
        throw new MalformedHttpException("a chunk without its size");
      }
      int octets = Integer.parseInt(size.group(1), 16);
      if (octets == 0) {
        return body.toByteArray(); // a trailer may follow, which says nothing about the content
      }
      checkSize(body.size() + octets);
      body.writeBytes(exactly(octets));
      if (!line().isEmpty()) {
        throw new MalformedHttpException("a chunk longer than its size");
      }
    }
  }

  private void checkSize(int octets) throws TooLargeException {
    if (octets > mostBodyOctets) {
      throw new TooLargeException();
    }
  }

  /** What came is not HTTP. */
  public static final class MalformedHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedHttpException(String what) {
      super(what);
    }
  }

  /** The body is larger than allowed. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
