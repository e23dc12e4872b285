package org.sealpost.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** No body of JSON is read beyond {@value #MOST} octets; a message has a limit of its own. */
@Provider
public class BodyLimit implements ContainerRequestFilter {
  static final int MOST = 1024 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    MediaType type = request.getMediaType();
    boolean message = type != null && "message".equals(type.getType());
    if (request.hasEntity() && !message) {
      request.setEntityStream(new Limited(request.getEntityStream()));
    }
  }

  private static final class Limited extends FilterInputStream {
    private long read;

    Limited(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      count(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int more) {
      read += more;
      if (read > MOST) {
        throw new ProblemException(
            ProblemType.TOO_LARGE,
            "A body of JSON has "
                + MOST
                + " octets at most; send a long message as"
                + " message/rfc822.");
      }
    }
  }
}
