package org.sealpost.queue;

import java.util.List;

/**
 * Which recipients go first where not all can go at once.
 *
 * <p>Choice: an urgent recipient goes before a normal one, and that before bulk, but one turn in
 * {@value #TURNS} looks at them the other way round. So whatever is urgent, bulk mail gets an
 * eighth of the turns and never waits for ever.
 */
public enum Urgency {
  URGENT(0),
  NORMAL(1),
  BULK(2);

  /** Of so many turns one begins with what is least urgent. */
  static final int TURNS = 8;

  private static final List<Urgency> DOWNWARDS = List.of(URGENT, NORMAL, BULK);
  private static final List<Urgency> UPWARDS = List.of(BULK, NORMAL, URGENT);

  private final int rank;

  Urgency(int rank) {
    this.rank = rank;
  }

  /**
   * In which order they are looked at.
   *
   * @param turn counts from 0
   */
  static List<Urgency> inTurn(long turn) {
    return turn % TURNS == TURNS - 1 ? UPWARDS : DOWNWARDS;
  }

  /** As the database has it; a smaller number goes first. */
  int rank() {
    return rank;
  }

  /** Of a number in the database. */
  static Urgency ofRank(int rank) {
    return DOWNWARDS.get(rank);
  }
}
