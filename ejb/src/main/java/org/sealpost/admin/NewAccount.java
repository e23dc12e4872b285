package org.sealpost.admin;

/**
 * An account that was made just now.
 *
 * @param password generated, stored nowhere: to be shown once
 */
public record NewAccount(String name, String password) {
  @Override
  public String toString() {
    return "NewAccount of " + name;
  }
}
