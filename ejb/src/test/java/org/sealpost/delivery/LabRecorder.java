package org.sealpost.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
   * What was sent on one connection.
   *
   * @param guarded whether it may carry REQUIRED messages (tls-policy §4.2): encrypted, verified,
   *     and the peer promises the same
   * @param marks of all messages
   */
  private record Heard(String where, boolean guarded, Set<String> marks) {
    static Heard of(String where, boolean guarded, String octets) {
      Set<String> marks =
          MARK.matcher(octets).results().map(MatchResult::group).collect(Collectors.toSet());
      return new Heard(where, guarded, marks);
    }
  }

  /** Long enough not to be found in what is enciphered. */
  private static final int FIRST_NUMBER = 1_000_000;

  private static final Pattern MARK = Pattern.compile("(?:env|id|subject|body)[0-9]{7}x");

  private final List<Sent> messages = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();
  private int numbers = FIRST_NUMBER;

  Sent message(String row, boolean required) {
    numbers++;
    Sent sent = new Sent(row, Marks.of(numbers), required);
    messages.add(sent);
    return sent;
  }

  /**
   * What a server was told on one connection.
   *
   * @param provable whether the server could be verified
   */
  void connection(String where, boolean provable, FakeMxDialogue dialogue) {
    boolean guarded = provable && dialogue.announcedUnderTls().contains("REQUIRETLS");
    heard.add(Heard.of("in clear, " + where, false, dialogue.clear()));
    heard.add(Heard.of("under TLS, " + where, guarded, dialogue.secured()));
  }

  /** Octets as they were on the wire to a server: what can be read there was sent in clear. */
  void raw(String where, String octets) {
    heard.add(Heard.of("on the wire, " + where, false, octets));
  }

  /** What was seen of REQUIRED messages where nothing of them may be. */
  List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    for (Sent message : messages) {
      if (message.required) {
        for (String mark : message.protectedMarks()) {
          heard.stream()
              .filter(each -> !each.guarded() && each.marks().contains(mark))
              .forEach(each -> leaks.add(message.row + ": " + mark + " " + each.where()));
        }
      }
    }
    return leaks;
  }

  /** How many messages were REQUIRED. */
  long required() {
    return messages.stream().filter(Sent::isRequired).count();
  }

  /**
   * How many messages were found where REQUIRED ones may not be: the search finds what is there.
   */
  long unguarded() {
    return found(false);
  }

  /** How many messages were found on protected sessions. */
  long guarded() {
    return found(true);
  }

  private long found(boolean guarded) {
    return messages.stream()
        .map(message -> message.marks.secrets().get(1))
        .filter(
            mark ->
                heard.stream()
                    .anyMatch(each -> each.guarded() == guarded && each.marks().contains(mark)))
        .count();
  }
}
