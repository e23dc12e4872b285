package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import javax.net.ssl.SSLException;

/**
 * Ends a TLS connection whose client begins a second handshake (RFC 9325 §3.5). Stands before the
 * TLS handler and looks at the outer header of each record only (RFC 5246 §6.2.1, RFC 8446 §5.1).
 *
 * <p>A client sends one handshake record after its ChangeCipherSpec: Finished in TLS 1.2, the
 * second ClientHello after a HelloRetryRequest in TLS 1.3, where everything later looks like
 * application data. Any more of them are a renegotiation. The runtime has a switch against that,
 * but for the whole process and only at its start.
 */
final class RenegotiationGuard extends ChannelInboundHandlerAdapter {
  private static final int HEADER_OCTETS = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;

  private int headerRead;
  private int type;
  private int length;
  private int bodyLeft;
  private boolean changed;
  private int handshakesSince;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    ByteBuf octets = (ByteBuf) message;
    if (renegotiates(octets)) {
      octets.release();
      throw new SSLException("client-initiated renegotiation");
    }
    ctx.fireChannelRead(octets);
  }

  private boolean renegotiates(ByteBuf octets) {
    int at = octets.readerIndex();
    int end = octets.writerIndex();
    while (at < end) {
      if (bodyLeft > 0) {
        int step = Math.min(bodyLeft, end - at);
        bodyLeft -= step;
        at += step;
      } else if (takeHeader(octets.getUnsignedByte(at++)) && isRenegotiation()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the header is complete with this octet. */
  private boolean takeHeader(int octet) {
    if (headerRead == 0) {
      type = octet;
      length = 0;
    } else if (headerRead >= HEADER_OCTETS - 2) {
      length = length << 8 | octet;
    }
    headerRead++;
    if (headerRead < HEADER_OCTETS) {
      return false;
    }
    headerRead = 0;
    bodyLeft = length;
    return true;
  }

  private boolean isRenegotiation() {
    if (type == CHANGE_CIPHER_SPEC) {
      changed = true;
    } else if (type == HANDSHAKE && changed) {
      handshakesSince++;
    }
    return handshakesSince > 1;
  }
}
