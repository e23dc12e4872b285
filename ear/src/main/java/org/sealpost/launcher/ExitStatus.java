package org.sealpost.launcher;

/** How the process ends; numbers as in {@code sysexits.h}, so that service managers know them. */
public enum ExitStatus {
  /** Stopped as asked, everything that was under way is finished. */
  STOPPED(0),
  /** Arguments that mean nothing. */
  USAGE(64),
  /** A port is taken. */
  UNAVAILABLE(69),
  /** The server or the application did not start, or did not stop in time. */
  SOFTWARE(70),
  /** The data directory cannot be made, written or locked. */
  CANNOT_CREATE(73),
  /** The settings are wrong. */
  CONFIGURATION(78),
  /** Ended at once on a second signal, as a shell would have it after Ctrl-C. */
  INTERRUPTED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** The number that the parent process sees. */
  public int code() {
    return code;
  }
}
