package org.sealpost.admin;

import java.io.Serializable;

/**
 * An account in the list.
 *
 * @param name the address it is named after, and signs in with
 * @param addresses how many addresses it has, at least one
 * @param hasPassword false as long as nobody has set one
 */
public record AccountRow(String name, long addresses, boolean enabled, boolean hasPassword)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
