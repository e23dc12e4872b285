package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.TlsRequirement;

/** Writes messages into the queue and reads them, in the transaction of the caller. */
public final class MessageStore {
  /** Content up to this size stays in memory for the first attempt. */
  private static final long RESIDENT_OCTETS = 2L * MessageChunk.MAX_OCTETS;

  /** How many pieces of a large message are held before they are written. */
  private static final int CHUNKS_AT_ONCE = 16;

  private final EntityManager em;

  /** A store on the caller's persistence context. */
  public MessageStore(EntityManager em) {
    this.em = em;
  }

  /**
   * A message that was written.
   *
   * @param resident its content where it is small, null otherwise
   */
  record Stored(
      MessageEntity message, List<RecipientEntity> recipients, @Nullable List<byte[]> resident) {}

  /**
   * Inserts a message with its content and recipients.
   *
   * @param lease claims the recipients at once; null leaves them to be claimed
   * @throws IOException where the data cannot be read; the transaction must not commit then
   */
  Stored insert(NewMessage message, ContentSource source, @Nullable Lease lease)
      throws IOException {
    return insert(message, source, lease, Map.of());
  }

  /**
   * The same, but that some recipients are kept back.
   *
   * @param held recipients that are stored as held, and the rule that holds them
   */
  Stored insert(
      NewMessage message,
      ContentSource source,
      @Nullable Lease lease,
      Map<EnvelopeRecipient, HeldBy> held)
      throws IOException {
    MessageEntity entity = new MessageEntity(message);
    em.persist(entity);
    ContentSource.Content content = source.of(entity.queueId());
    entity.setOctets(content.octets());
    List<byte[]> resident = writeContent(entity, content);
    // Recipients come last: the claiming of due recipients never waits for a large message that is
    // still being written.
    List<RecipientEntity> recipients = new ArrayList<>(message.recipients().size());
    for (EnvelopeRecipient asked : message.recipients()) {
      RecipientEntity recipient =
          new RecipientEntity(entity.id(), asked, message.due(), message.urgency());
      HeldBy rule = held.get(asked);
      if (rule != null) {
        recipient.hold(rule);
      } else if (lease != null) {
        recipient.lease(lease);
      }
      em.persist(recipient);
      if (rule != null) {
        var by = new RecipientChange.By(rule.rule(), message.received(), null);
        em.persist(new RecipientChange(recipient, RecipientState.HELD, by));
      }
      recipients.add(recipient);
    }
    return new Stored(entity, recipients, resident);
  }

  private @Nullable List<byte[]> writeContent(MessageEntity message, ContentSource.Content content)
      throws IOException {
    boolean small = content.octets() <= RESIDENT_OCTETS;
    List<byte[]> resident = new ArrayList<>();
    List<MessageChunk> unwritten = new ArrayList<>();
    boolean eightBit = false;
    int position = 0;
    try (InputStream in = content.open()) {
      for (byte[] octets = readChunk(in, content.octets(), position);
          octets.length > 0;
          octets = readChunk(in, content.octets(), position)) {
        MessageChunk chunk = new MessageChunk(message.id(), position++, octets);
        em.persist(chunk);
        eightBit = eightBit || hasEightBit(octets);
        if (small) {
          resident.add(octets);
        } else {
          unwritten.add(chunk);
        }
        if (unwritten.size() == CHUNKS_AT_ONCE) {
          write(unwritten);
        }
      }
    }
    if (message.bodyType() != BodyType.BINARY_MIME) {
      message.setBodyType(eightBit ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT);
    }
    if (!small) {
      write(unwritten);
    }
    return small ? resident : null;
  }

  /**
   * RFC 6152 §3: what counts for the way onwards is what the message is, not what MAIL said of it.
   */
  private static boolean hasEightBit(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] readChunk(InputStream in, long octets, int position) throws IOException {
    long left = octets - (long) position * MessageChunk.MAX_OCTETS;
    int wanted = (int) Math.max(0, Math.min(MessageChunk.MAX_OCTETS, left));
    byte[] chunk = in.readNBytes(wanted);
    if (chunk.length < wanted) {
      throw new IOException("mail data ends " + (wanted - chunk.length) + " octets early");
    }
    return chunk;
  }

  /** Writes pieces and lets go of them, so that a large message costs little heap. */
  private void write(List<MessageChunk> chunks) {
    em.flush();
    chunks.forEach(em::detach);
    chunks.clear();
  }

  /** One message; empty where it is not there. */
  public Optional<MessageEntity> find(long messageId) {
    return Optional.ofNullable(em.find(MessageEntity.class, messageId));
  }

  /**
   * What a claimed message requires now, not from any cache; empty where one of its recipients is
   * held or no longer leased to that node.
   */
  Optional<TlsRequirement> requirement(Claimed claimed, String node) {
    Set<Long> open = new HashSet<>();
    TlsRequirement requirement = null;
    List<Object[]> rows =
        em.createQuery(
                "select m.requirement, r.id from MessageEntity m, RecipientEntity r"
                    + " where m.id = :id and r.messageId = m.id and r.domain = :domain"
                    + " and r.state = org.sealpost.queue.RecipientState.DELIVERING"
                    + " and r.leasedBy = :node and r.holdAsked = false",
                Object[].class)
            .setParameter("id", claimed.messageId())
            .setParameter("domain", claimed.domain().name())
            .setParameter("node", node)
            .getResultList();
    for (Object[] row : rows) {
      requirement = (TlsRequirement) row[0];
      open.add((Long) row[1]);
    }
    return open.containsAll(claimed.recipientIds())
        ? Optional.ofNullable(requirement)
        : Optional.empty();
  }

  /** Several messages, in no order; those that are not there are left out. */
  public List<MessageEntity> findAll(Collection<Long> messageIds) {
    if (messageIds.isEmpty()) {
      return List.of();
    }
    return em.createQuery("select m from MessageEntity m where m.id in :ids", MessageEntity.class)
        .setParameter("ids", RecipientStore.padded(messageIds))
        .getResultList();
  }

  /** Pieces of a message in order. */
  public List<byte[]> chunks(long messageId, int first, int most) {
    return em.createQuery(
            "select c.octets from MessageChunk c where c.key.messageId = :id"
                + " and c.key.position >= :first and c.key.position < :end"
                + " order by c.key.position",
            byte[].class)
        .setParameter("id", messageId)
        .setParameter("first", first)
        .setParameter("end", first + most)
        .getResultList();
  }

  /** The message from its first octet, read piece by piece in the caller's transaction. */
  public InputStream content(MessageEntity message) {
    return new QueuedContent(message.octets(), (first, most) -> chunks(message.id(), first, most))
        .open();
  }

  /** All recipients of a message, in the order they were given. */
  public List<RecipientEntity> recipients(long messageId) {
    return em.createQuery(
            "select r from RecipientEntity r where r.messageId = :id order by r.id",
            RecipientEntity.class)
        .setParameter("id", messageId)
        .getResultList();
  }

  /** What rules have done with the recipients of a message, oldest first. */
  public List<RecipientChange> changes(long messageId) {
    return em.createQuery(
            "select c from RecipientChange c where c.messageId = :id order by c.at, c.id",
            RecipientChange.class)
        .setParameter("id", messageId)
        .getResultList();
  }

  /** All attempts for a message, oldest first. */
  public List<AttemptEntity> attempts(long messageId) {
    return em.createQuery(
            "select a from AttemptEntity a where a.messageId = :id order by a.at, a.id",
            AttemptEntity.class)
        .setParameter("id", messageId)
        .getResultList();
  }
}
