package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.client.FakeMxDialogue;

/**
 * What every peer of every case was sent, and the marks of every message. Afterwards each
 * connection is searched for each mark, whatever case it was in.
 */
final class LabRecorder {
  /**
   * The marks of one message, found nowhere else.
   *
   * @param recognition in its addresses and its Message-ID
   * @param secrets in other header fields and its body
   */
  record Marks(List<String> recognition, List<String> secrets) {
    static Marks of(int number) {
      return new Marks(
          List.of("env" + number + "x", "id" + number + "x"),
          List.of("subject" + number + "x", "body" + number + "x"));
    }
  }

  /** A message and what may become known of it. */
  static final class Sent {
    private final String row;
    private final Marks marks;
    private final boolean required;
    private boolean recognisable;

    Sent(String row, Marks marks, boolean required) {
      this.row = row;
      this.marks = marks;
      this.required = required;
    }

    Marks marks() {
      return marks;
    }

    boolean isRequired() {
      return required;
    }

    /** RFC 8689 §5: a notification about it may go on a weaker path, with what identifies it. */
    void becomesRecognisable() {
      recognisable = true;
    }

    private List<String> protectedMarks() {
      List<String> all = new ArrayList<>(marks.secrets());
      if (!recognisable) {
        all.addAll(marks.recognition());
      }
      return all;
    }
  }

  /**
   * One connection.
   *
   * @param provable whether its server could be verified
   */
  private record Connection(String where, boolean provable, FakeMxDialogue dialogue) {
    /** tls-policy §4.2: encrypted, verified, and the peer promises the same. */
    boolean isProtected() {
      return provable && dialogue.announcedUnderTls().contains("REQUIRETLS");
    }
  }

  private record Raw(String where, String octets) {}

  private final List<Sent> messages = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Raw> raw = new ArrayList<>();
  private int numbers;

  Sent message(String row, boolean required) {
    numbers++;
    Sent sent = new Sent(row, Marks.of(numbers), required);
    messages.add(sent);
    return sent;
  }

  void connection(String where, boolean provable, FakeMxDialogue dialogue) {
    connections.add(new Connection(where, provable, dialogue));
  }

  /** Octets as they were on the wire to a server: what can be read there was sent in clear. */
  void raw(String where, String octets) {
    raw.add(new Raw(where, octets));
  }

  /** What was seen of REQUIRED messages where nothing of them may be. */
  List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    for (Sent message : messages) {
      if (message.required) {
        message.protectedMarks().forEach(mark -> leaks.addAll(leaksOf(mark, message.row)));
      }
    }
    return leaks;
  }

  private List<String> leaksOf(String mark, String row) {
    List<String> leaks = new ArrayList<>();
    for (Raw each : raw) {
      if (each.octets().contains(mark)) {
        leaks.add(row + ": " + mark + " on the wire, " + each.where());
      }
    }
    for (Connection each : connections) {
      if (each.dialogue().clear().contains(mark)) {
        leaks.add(row + ": " + mark + " in clear, " + each.where());
      }
      if (!each.isProtected() && each.dialogue().secured().contains(mark)) {
        leaks.add(row + ": " + mark + " on a session that is not protected, " + each.where());
      }
    }
    return leaks;
  }

  /** How many messages were REQUIRED. */
  long required() {
    return messages.stream().filter(Sent::isRequired).count();
  }

  /** How many connections there were. */
  int connections() {
    return connections.size();
  }

  /** How many messages were found in clear: that the search finds what is there. */
  long inClear() {
    return messages.stream()
        .filter(each -> raw.stream().anyMatch(one -> isIn(each, one.octets())))
        .count();
  }

  /** How many REQUIRED messages were found on protected sessions. */
  long underProtection() {
    return messages.stream()
        .filter(Sent::isRequired)
        .filter(
            each ->
                connections.stream()
                    .anyMatch(one -> one.isProtected() && isIn(each, one.dialogue().secured())))
        .count();
  }

  private static boolean isIn(Sent message, String octets) {
    return message.marks.secrets().stream().anyMatch(octets::contains);
  }
}
