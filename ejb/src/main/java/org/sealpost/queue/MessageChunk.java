package org.sealpost.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A piece of a message's content; the pieces in order of position are the message. */
@Entity
@Table(name = "message_chunk")
public class MessageChunk {
  /** The most that fits into the column. */
  static final int MAX_OCTETS = 32_672;

  /** For JPA and its queries alone. */
  @SuppressWarnings("UnusedVariable")
  @EmbeddedId
  private Key key = new Key(0, 0);

  private byte[] octets = new byte[0];

  /** For JPA. */
  protected MessageChunk() {}

  MessageChunk(long messageId, int position, byte[] octets) {
    this.key = new Key(messageId, position);
    this.octets = octets;
  }

  /** Not copied: chunks are read once and thrown away. */
  byte[] octets() {
    return octets;
  }

  /** The place of a piece. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "message_id")
    private long messageId;

    @Column(name = "piece")
    private int position;

    /** For JPA. */
    protected Key() {}

    Key(long messageId, int position) {
      this.messageId = messageId;
      this.position = position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.messageId == messageId && key.position == position;
    }

    @Override
    public int hashCode() {
      return Objects.hash(messageId, position);
    }
  }
}
