package org.sealpost.jms;

/** Puts submissions into the mail queue. */
public interface SubmitDesk {
  /**
   * Takes one, in a transaction of its own that has committed when this returns; a key that was
   * taken before changes nothing.
   *
   * @throws RuntimeException where it could not be found out, or not be stored
   */
  Taking take(Order order);

  /**
   * Whether the database answers.
   *
   * @throws RuntimeException where it does not
   */
  void look();

  /** Forgets keys of before that time, at most so many; returns how many. */
  int forget(long beforeMillis, int most);
}
