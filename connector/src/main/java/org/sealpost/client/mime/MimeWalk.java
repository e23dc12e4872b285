package org.sealpost.client.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a message line by line and tells a visitor what is header section, body or the
 * structure between them (RFC 2046 §5.1). Everything it was given comes out again, in order.
 */
final class MimeWalk {
  private static final int MAX_HEADER_OCTETS = 256 * 1024;
  private static final int MAX_DEPTH = 30;
  private static final byte[] CRLF = {'\r', '\n'};

  private final LineReader lines;
  private final Visitor visitor;
  private final Deque<Multipart> open = new ArrayDeque<>();
  private ByteArrayOutputStream header = new ByteArrayOutputStream();
  private State state = State.HEADER;
  private String usualType = "text/plain";
  private boolean oversized;

  /** A line has ended and it is not known yet whether its CRLF belongs to a delimiter. */
  private boolean heldBreak;

  MimeWalk(InputStream message, Visitor visitor) {
    this.lines = new LineReader(message);
    this.visitor = visitor;
  }

  private enum State {
    HEADER,
    BODY,
    BETWEEN
  }

  private record Multipart(String boundary, boolean digest) {}

  /** What a walk finds. */
  interface Visitor {
    /**
     * A header section, and that its empty line follows.
     *
     * @param emptyLine whether there is that line; a section may end at a delimiter instead
     */
    void header(EntityHeader header, boolean emptyLine);

    /** Octets of a body that is no multipart and no message. */
    void body(byte[] octets, int length);

    /** A CRLF of such a body. */
    void bodyBreak();

    /** The end of such a body. */
    void bodyEnd();

    /** Delimiters, and what stands before the first and after the last of them. */
    void structure(byte[] octets, int length);
  }

  /** Takes the next piece of the message; false where there is none left. */
  boolean step() throws IOException {
    if (!lines.next()) {
      end();
      return false;
    }
    Multipart delimited = lines.isStart() && lines.isEnded() ? delimited() : null;
    if (delimited != null) {
      delimiter(delimited);
      return true;
    }
    switch (state) {
      case HEADER -> headerPiece();
      case BODY -> {
        releaseBreak();
        visitor.body(lines.octets(), lines.length());
        heldBreak = lines.isEnded();
      }
      case BETWEEN -> {
        releaseBreak();
        visitor.structure(lines.octets(), lines.length());
        heldBreak = lines.isEnded();
      }
    }
    return true;
  }

  private void releaseBreak() {
    if (!heldBreak) {
      return;
    }
    heldBreak = false;
    if (state == State.BODY) {
      visitor.bodyBreak();
    } else {
      visitor.structure(CRLF, 2);
    }
  }

  private void headerPiece() {
    if (lines.length() == 0 && lines.isEnded() && lines.isStart()) {
      headerEnded(true);
      return;
    }
    if (header.size() > MAX_HEADER_OCTETS) {
      oversized = true; // goes on as it is, and is not looked into
    }
    header.write(lines.octets(), 0, lines.length());
    if (lines.isEnded()) {
      header.write('\r');
      header.write('\n');
    }
    if (oversized) {
      headerEnded(false);
    }
  }

  private void headerEnded(boolean emptyLine) {
    EntityHeader entity = new EntityHeader(header.toByteArray(), !oversized, usualType);
    header = new ByteArrayOutputStream();
    visitor.header(entity, emptyLine);
    String boundary = entity.boundary();
    usualType = "text/plain";
    if (!entity.isReadable() || open.size() >= MAX_DEPTH) {
      state = State.BODY;
    } else if (boundary != null) {
      open.push(new Multipart("--" + boundary, entity.isDigest()));
      state = State.BETWEEN;
    } else {
      state = entity.isMessage() ? State.HEADER : State.BODY;
    }
    oversized = false;
  }

  /** The innermost multipart that this line is a delimiter of; null where it is none. */
  private @Nullable Multipart delimited() {
    byte[] octets = lines.octets();
    if (open.isEmpty() || lines.length() < 2 || octets[0] != '-' || octets[1] != '-') {
      return null;
    }
    String line = text().stripTrailing();
    for (Multipart each : open) {
      if (line.equals(each.boundary()) || line.equals(each.boundary() + "--")) {
        return each;
      }
    }
    return null;
  }

  private String text() {
    return new String(lines.octets(), 0, lines.length(), StandardCharsets.ISO_8859_1);
  }

  private void delimiter(Multipart multipart) {
    if (state == State.HEADER) {
      headerEnded(false);
    }
    if (state == State.BODY) {
      visitor.bodyEnd();
    }
    // RFC 2046 §5.1.1: the CRLF before a delimiter belongs to it.
    if (heldBreak) {
      visitor.structure(CRLF, 2);
    }
    while (!multipart.equals(open.peek())) {
      open.pop();
    }
    boolean close = text().stripTrailing().length() > multipart.boundary().length();
    visitor.structure(lines.octets(), lines.length());
    if (close) {
      open.pop();
      state = State.BETWEEN;
      heldBreak = true;
    } else {
      visitor.structure(CRLF, 2);
      usualType = multipart.digest() ? "message/rfc822" : "text/plain";
      state = State.HEADER;
      heldBreak = false;
    }
  }

  private void end() {
    if (state == State.HEADER && header.size() > 0) {
      headerEnded(false);
    }
    releaseBreak();
    if (state == State.BODY) {
      visitor.bodyEnd();
    }
  }
}
