package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * What of a message is on its way into one session: the mail data of a DATA command, or the chunks
 * of several BDAT commands (RFC 3030 §2). Used by the session's event loop only.
 */
final class MailInput {
  /** So much mail data is a step nearer to a message; less than that also comes from who stalls. */
  private static final int PROGRESS_OCTETS = 16 * 1024;

  private final ServerSession session;
  private @Nullable IncomingData incoming;
  private @Nullable ChunkReader chunks;
  private int moved;

  MailInput(ServerSession session) {
    this.session = session;
  }

  /** Whether the message has begun with BDAT and is not complete. */
  boolean hasChunks() {
    return chunks != null;
  }

  /** DATA: the message follows (RFC 5321 §4.1.1.4). */
  void startMessage(Envelope current) {
    ServerContext context = session.context();
    incoming =
        new MailDataReader(
            newBuffer(current), context.plan().maxMessageOctets(), context.limits().content());
    session.takesMailDataNow();
    session.reply(Replies.START_MAIL_INPUT);
  }

  private MailDataBuffer newBuffer(Envelope current) {
    Wire wire = session.wire();
    return new MailDataBuffer(
        session.context().store(), wire, wire::resume, current.parameters().declaredOctets());
  }

  /** BDAT: so many octets of the message follow. */
  void startChunk(Envelope current, long octets, boolean last) {
    ChunkReader begun = chunks;
    if (begun == null) {
      boolean binary = current.parameters().body() == BodyType.BINARY_MIME;
      long maxOctets = session.context().plan().maxMessageOctets();
      begun = new ChunkReader(newBuffer(current), maxOctets, binary);
      chunks = begun;
    }
    begun.expect(octets, last);
    start(begun, octets);
  }

  /** BDAT where none may come: so many octets follow nevertheless. */
  void startRefusedChunk(RefusedChunk chunk) {
    start(chunk, chunk.octets());
  }

  private void start(IncomingData chunk, long octets) {
    incoming = chunk;
    session.takesMailDataNow();
    if (octets == 0) {
      onEndOf(chunk);
    }
  }

  /**
   * Takes mail data off the input.
   *
   * @return false where the disk is behind and more cannot be taken now
   */
  boolean read(ByteBuf in) {
    IncomingData current = incoming;
    if (current == null) {
      throw new IllegalStateException("no mail data expected");
    }
    int before = in.readableBytes();
    boolean ended = current.read(in);
    moved += before - in.readableBytes();
    if (moved >= PROGRESS_OCTETS) {
      moved = 0;
      session.conduct().madeProgress();
    }
    if (!ended) {
      if (current.isHopeless()) {
        session.closeFor(Replies.MESSAGE_TOO_LARGE);
      }
      return !in.isReadable();
    }
    onEndOf(current);
    return true;
  }

  private void onEndOf(IncomingData ended) {
    if (ended instanceof RefusedChunk refused) {
      onChunkEnded(refused.reply());
    } else if (ended instanceof MessageData data) {
      if (data.isLast()) {
        chunks = null;
        session.onMessageRead(data);
      } else if (ended instanceof ChunkReader chunk) {
        onChunkEnded(chunk);
      }
    }
  }

  private void onChunkEnded(ChunkReader chunk) {
    Reply refusal = chunk.refusal();
    Envelope current = session.envelope();
    SmtpSession hello = session.hello();
    if (refusal != null && current != null && hello != null) {
      ConnectorLog.refused(hello, current, chunk.buffer().octets(), refusal);
      // RFC 3030 §2: the transaction has failed; chunks still in the pipeline find none.
      session.forgetTransaction();
    }
    onChunkEnded(refusal == null ? Replies.chunkTaken(chunk.chunkOctets()) : refusal);
  }

  private void onChunkEnded(@Nullable Reply reply) {
    incoming = null;
    session.onChunkEnded(reply);
  }

  /** The message has its reply. */
  void messageOver() {
    incoming = null;
  }

  /** The transaction is over before the last chunk. */
  void forgetChunks() {
    ChunkReader begun = chunks;
    chunks = null;
    if (begun != null) {
      begun.buffer().release();
    }
  }

  /**
   * The connection is gone.
   *
   * @param reading whether mail data was expected; otherwise the data is somebody else's by now
   */
  void release(boolean reading) {
    if (reading && incoming instanceof MessageData current) {
      current.buffer().release();
      incoming = null;
    }
    forgetChunks();
  }
}
